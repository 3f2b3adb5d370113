import { describe, expect, it } from 'vitest'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'
import type { CrmType } from '../../src/main/providers/hubspot/object-types.ts'
import { OPTIONAL_SCOPES } from '../../src/sandbox/hubspot/scopes.ts'
import { createSandboxClient } from '../../src/sandbox/sandbox-client.ts'
import type { StartOptions } from '../../src/sandbox/start-sandbox.ts'
import { itemKey } from '../../src/shared/model/item.ts'
import { startFeedRunner, type FeedRunner } from '../support/feed-runner.ts'
import { callsOf, runWell } from '../support/hubspot-truth.ts'

const none = { contacts: 0, companies: 0, deals: 0, notionPages: 1, airtableRecords: 1 }
const tieCalls = /^POST \/crm\/associations\//

interface Account extends FeedRunner {
  call(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }>
}

async function startAccount(sizes: StartOptions): Promise<Account> {
  const at = await startFeedRunner(hubspot, { ...none, ...sizes })
  const client = createSandboxClient(at.sandbox.endpoints)
  const { accessToken: token } = await client.signIn(OPTIONAL_SCOPES)
  return Object.assign(at, {
    call: (method: string, path: string, body?: unknown) => client.call(method, path, { token, body }),
  })
}

const keyOf = (at: FeedRunner, type: CrmType, id: string) =>
  itemKey(hubspot.descriptor.id, at.session.accountId, type, id)

/** Ids and labels of what is linked with a record, of one type. */
function linked(at: FeedRunner, type: CrmType, id: string, other: CrmType): [string, string | null][] {
  const { links } = at.ask('linksOf', { key: keyOf(at, type, id), limit: 5_000 })
  return links
    .filter((link) => link.type === other)
    .map(({ key, label }): [string, string | null] => [key.split(':')[3] ?? '', label])
    .toSorted(([one], [another]) => Number(one) - Number(another))
}

/** The same as HubSpot lists it for one record, by another call than the app's. */
async function listed(at: Account, from: string, id: string, to: string): Promise<string[]> {
  const { json } = await at.call('GET', `/crm/v4/objects/${from}/${id}/associations/${to}?limit=500`)
  return (json as { results: { toObjectId: string }[] }).results.map(({ toObjectId }) => toObjectId)
}

const tie = (at: Account, path: string, ids: readonly [from: string, to: string][]) =>
  at.call('POST', `/crm/associations/2026-09/${path}/batch/associate/default`, {
    inputs: ids.map(([from, to]) => ({ from: { id: from }, to: { id: to } })),
  })

const idAt = (index: number): string => (index === 0 ? '9' : String(50 + index))

describe('links between the records of HubSpot', () => {
  it('are all there, from both sides, with what the account calls them', async () => {
    const at = await startAccount({ contacts: 230, companies: 30, deals: 60 })
    await runWell(at, 'full', 'account', 'contact', 'company', 'deal', 'links')
    for (const id of ['9', '51', '60', '79']) {
      const ids = (from: CrmType, to: CrmType) => linked(at, from, id, to).map(([one]) => one)
      expect(ids('contact', 'company')).toEqual(await listed(at, 'contacts', id, 'companies'))
      expect(ids('company', 'contact')).toEqual(await listed(at, 'companies', id, 'contacts'))
      expect(ids('company', 'deal')).toEqual(await listed(at, 'companies', id, 'deals'))
      expect(ids('deal', 'contact')).toEqual(await listed(at, 'deals', id, 'contacts'))
      expect(ids('contact', 'deal')).toEqual(await listed(at, 'contacts', id, 'deals'))
    }
    expect(new Set(linked(at, 'company', '9', 'contact').map(([, label]) => label))).toEqual(
      new Set(['Primary', 'Consultant']),
    )
    expect(linked(at, 'deal', '60', 'contact').map(([, label]) => label)).not.toContain('Primary')
    // What a contact stands in is the company that it belongs to first of all.
    const { item } = at.rows('contact').get(keyOf(at, 'contact', '9'))!
    expect(linked(at, 'contact', '9', 'company')).toContainEqual([item.parentKey?.split(':')[3], 'Primary'])
  })

  it('are complete for a company of 2,500 contacts, and for a deal with more than fit on a page', async () => {
    const at = await startAccount({ contacts: 2_600, companies: 2, deals: 1 })
    at.choice = { ...at.choice, properties: { contact: [] } }
    const contacts = Array.from({ length: 2_500 }, (_, index) => idAt(index))
    for (let first = 0; first < contacts.length; first += 1_000) {
      const some = contacts.slice(first, first + 1_000)
      expect(
        (
          await tie(
            at,
            'contacts/companies',
            some.map((id) => [id, '9']),
          )
        ).status,
      ).toBe(200)
      expect(
        (
          await tie(
            at,
            'deals/contacts',
            some.slice(0, 600).map((id) => ['9', id]),
          )
        ).status,
      ).toBe(200)
    }
    await runWell(at, 'full', 'account', 'contact', 'company', 'deal')
    at.sandbox.requests.clear()
    await runWell(at, 'full', 'links')
    const ofCompany = linked(at, 'company', '9', 'contact').map(([id]) => id)
    expect(contacts.filter((id) => !ofCompany.includes(id))).toEqual([])
    expect(linked(at, 'deal', '9', 'contact').length).toBeGreaterThanOrEqual(1_700)
    // By 1,000: three for the contacts, two for the deal; and four pages for the deal's contacts but the first.
    expect(callsOf(at, tieCalls)).toBe(3 + 1 + 1 + 3)
  }, 60_000)

  it('follow what was tied and untied, for the records that changed', async () => {
    const at = await startAccount({ contacts: 40, companies: 10, deals: 10 })
    await runWell(at, 'full', 'account', 'contact', 'company', 'deal', 'links')
    const before = linked(at, 'deal', '55', 'contact').map(([id]) => id)
    await tie(at, 'deals/contacts', [['55', '80']])
    const [gone] = before
    await at.call('POST', '/crm/associations/2026-09/deals/contacts/batch/archive', {
      inputs: [{ from: { id: '55' }, to: [{ id: gone }] }],
    })
    at.sandbox.hubspot.records.deals.update('55', { hs_next_step: 'Call' })
    await runWell(at, 'changes', 'contact', 'company', 'deal', 'links')
    expect(linked(at, 'deal', '55', 'contact').map(([id]) => id)).toEqual(
      await listed(at, 'deals', '55', 'contacts'),
    )
  })

  it('are not missed for records that came late, because their own feed had failed', async () => {
    const at = await startAccount({ contacts: 40, companies: 10, deals: 10, tokenTtlSeconds: 100_000 })
    Object.assign(at.session, { serverNowMs: () => at.sandbox.clock.now() })
    await runWell(at, 'full', 'account', 'contact', 'company', 'deal', 'links')
    await tie(at, 'deals/contacts', [['55', '80']])
    at.sandbox.hubspot.records.deals.update('55', { hs_next_step: 'Call' })
    at.sandbox.clock.advance(30 * 60_000)
    at.sandbox.faults.add({ path: '^/crm/objects/2026-09/deals/search', status: 500, body: {} })
    expect((await at.run('deal', 'changes')).error?.kind).toBe('provider-down')
    await runWell(at, 'changes', 'contact', 'company', 'links')
    at.sandbox.faults.clear()
    at.sandbox.clock.advance(30 * 60_000)
    await runWell(at, 'changes', 'deal', 'links')
    expect(linked(at, 'deal', '55', 'contact').map(([id]) => id)).toContain('80')
  })

  it('of deals alone stop where the right to read deals is missing', async () => {
    const at = await startAccount({ contacts: 40, companies: 10, deals: 10 })
    await runWell(at, 'full', 'account', 'contact', 'company', 'deal')
    at.sandbox.play('403-on-deals-only')
    await runWell(at, 'full', 'links')
    const accountId = at.session.accountId
    const missing = (lane: string) => at.ask('getFact', { accountId, name: `missing:${lane}` })
    expect(missing('contact-company')).toBe('null')
    expect(JSON.parse(missing('deal-contact') ?? '')).toMatchObject({ scopes: [expect.any(String)] })
    expect(linked(at, 'contact', '9', 'company')).toHaveLength(1)
  })

  it('are not asked for where the user does not want the records', async () => {
    const at = await startAccount({ contacts: 40, companies: 10, deals: 10 })
    at.choice = { ...at.choice, excluded: ['company'] }
    await runWell(at, 'full', 'account', 'contact', 'deal', 'links')
    expect(callsOf(at, tieCalls)).toBe(1)
  })
})
