import { describe, expect, it } from 'vitest'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'
import { createSandboxClient } from '../../src/sandbox/sandbox-client.ts'
import { itemKey } from '../../src/shared/model/item.ts'
import { startFeedRunner, type FeedRunner } from '../support/feed-runner.ts'
import { batchCalls, expectTruth, listCalls, runWell } from '../support/hubspot-truth.ts'

const none = { contacts: 0, companies: 0, deals: 0, notionPages: 1, airtableRecords: 1 }
/** Longer ago than anything that the store remembers of what it removed. */
const longAgoMs = Date.now() - 24 * 3_600_000

async function startLoaded(contacts: number, properties?: readonly string[]): Promise<FeedRunner> {
  const at = await startFeedRunner(hubspot, { ...none, contacts })
  if (properties !== undefined) at.choice = { ...at.choice, properties: { contact: [...properties] } }
  await runWell(at, 'full', 'account', 'contact')
  at.sandbox.requests.clear()
  return at
}

const keyOf = (at: FeedRunner, id: string) =>
  itemKey(hubspot.descriptor.id, at.session.accountId, 'contact', id)

/** Puts a row into the store that is not what HubSpot has. */
function falsify(
  at: FeedRunner,
  id: string,
  as: { readonly id?: string; readonly modifiedAtMs?: number },
): void {
  const row = at.rows('contact').get(keyOf(at, id))
  if (row === undefined) throw new Error(`no row ${id}`)
  const externalId = as.id ?? id
  const item = {
    ...{ ...row.item, externalId, key: keyOf(at, externalId), name: 'Somebody else' },
    modifiedAtMs: as.modifiedAtMs ?? row.item.modifiedAtMs,
  }
  const feed = hubspot.contacts!.feed
  at.ask('putItem', { feed, item: { item, record: '{"id":"0","properties":{}}' }, nowMs: longAgoMs })
}

describe('a sweep of HubSpot', () => {
  it('repairs whatever is wrong here, and reads only that', async () => {
    const at = await startLoaded(560)
    for (const id of ['9', '60', '300']) at.ask('removeItem', { key: keyOf(at, id), nowMs: longAgoMs })
    falsify(at, '70', { modifiedAtMs: 1_000 })
    falsify(at, '71', { modifiedAtMs: 1_000 })
    falsify(at, '72', { id: '999999' })
    await runWell(at, 'sweep', 'contact')
    expectTruth(at, 'contact')
    // Six pages of the list, one of the recycle bin; one batch of what differs, one of what nobody met.
    expect(listCalls(at, 'contact')).toBe(7)
    expect(batchCalls(at, 'contact')).toBe(2)
  })

  it('finds what nothing else does: deleted for good, or merged without a word', async () => {
    const at = await startLoaded(260)
    const { contacts } = at.sandbox.hubspot.records
    contacts.purge('60')
    contacts.archive('61')
    const { control } = createSandboxClient(at.sandbox.endpoints)
    await control('POST', 'hubspot/merge/contacts', { primary: '62', other: '63' })
    await runWell(at, 'sweep', 'contact')
    expectTruth(at, 'contact')
  })

  it('takes a record for no more than missing, while HubSpot says that something else went wrong', async () => {
    const at = await startLoaded(130)
    falsify(at, '72', { id: '999999' })
    const errors = [{ category: 'INTERNAL_ERROR', message: 'Try later' }]
    const body = { status: 'COMPLETE', results: [], numErrors: 1, errors }
    const path = '^/crm/objects/2026-09/contacts/batch/read'
    at.sandbox.faults.add({ path, status: 200, body })
    await runWell(at, 'sweep', 'contact')
    expect(at.rows('contact').size).toBe(131)
    at.sandbox.faults.replace([
      { path, status: 200, body: { status: 'COMPLETE', results: [], numErrors: 1 } },
    ])
    await runWell(at, 'sweep', 'contact')
    expect(at.rows('contact').size).toBe(131)
    at.sandbox.faults.clear()
    await runWell(at, 'sweep', 'contact')
    expectTruth(at, 'contact')
  })

  it('reads everything anew when properties are wanted that the rows do not have', async () => {
    const at = await startLoaded(260, ['jobtitle'])
    at.choice = { ...at.choice, properties: {} }
    await runWell(at, 'sweep', 'contact')
    expectTruth(at, 'contact')
    at.sandbox.requests.clear()
    await runWell(at, 'sweep', 'contact')
    expect(batchCalls(at, 'contact')).toBe(0)
  })
})
