import { describe, expect, it } from 'vitest'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'
import { createSandboxClient } from '../../src/sandbox/sandbox-client.ts'
import type { StartOptions } from '../../src/sandbox/start-sandbox.ts'
import { startFeedRunner, type FeedRunner } from '../support/feed-runner.ts'
import { expectTruth, runWell, searchCalls } from '../support/hubspot-truth.ts'

const none = { contacts: 0, companies: 0, deals: 0, notionPages: 1, airtableRecords: 1 }

async function startLoaded(sizes: StartOptions, ...feeds: readonly string[]): Promise<FeedRunner> {
  const at = await startFeedRunner(hubspot, { ...none, ...sizes })
  await runWell(at, 'full', 'account', ...feeds)
  at.sandbox.requests.clear()
  return at
}

const idAt = (index: number): string => (index === 0 ? '9' : String(50 + index))

describe('a look for changes at HubSpot', () => {
  it('costs six calls for 100 changes of all types with their links, and three for none', async () => {
    const sizes = { contacts: 700, companies: 150, deals: 150 }
    const at = await startLoaded(sizes, 'contact', 'company', 'deal', 'links')
    const look = () => runWell(at, 'changes', 'contact', 'company', 'deal', 'links')
    await look()
    expect(at.sandbox.requests.entries()).toHaveLength(3)
    const { contacts, companies, deals } = at.sandbox.hubspot.records
    for (let turn = 0; turn < 80; turn++) contacts.update(idAt(turn * 7), { jobtitle: `Changed ${turn}` })
    for (let turn = 0; turn < 10; turn++) companies.update(idAt(turn), { city: `Changed ${turn}` })
    for (let turn = 0; turn < 10; turn++) deals.update(idAt(turn), { hs_next_step: `Changed ${turn}` })
    at.sandbox.requests.clear()
    await look()
    expect(at.sandbox.requests.entries()).toHaveLength(6)
    for (const type of ['contact', 'company', 'deal'] as const) expectTruth(at, type)
  })

  it('brings 25,000 records that were all changed in one millisecond (B7.3)', async () => {
    const sizes = { ...none, companies: 25_000 }
    const at = await startFeedRunner(hubspot, { ...sizes, scenarios: ['all-in-one-millisecond'] })
    at.choice = { ...at.choice, properties: { company: [] } }
    await runWell(at, 'changes', 'company')
    expect(at.ask('countItems', {})).toMatchObject([{ type: 'company', count: 25_000 }])
    expect(searchCalls(at, 'company')).toBeLessThan(130)
  }, 120_000)

  it('goes on behind short and empty pages (B7.3)', async () => {
    const at = await startLoaded({ companies: 460 }, 'company')
    at.sandbox.play('search-short-pages')
    for (let index = 0; index < 450; index++) {
      at.sandbox.hubspot.records.companies.update(idAt(index), { city: `Changed ${index}` })
    }
    await runWell(at, 'changes', 'company')
    expectTruth(at, 'company')
    expect(searchCalls(at, 'company')).toBe(5)
  })

  it('misses nothing while others change, create and archive (B7.3: total moving mid-window)', async () => {
    const at = await startLoaded({ deals: 700 }, 'deal')
    for (let index = 0; index < 690; index++) {
      at.sandbox.hubspot.records.deals.update(idAt(index), { hs_next_step: `Changed ${index}` })
    }
    at.sandbox.play('total-changes-mid-window')
    await runWell(at, 'changes', 'deal')
    await runWell(at, 'changes', 'deal')
    at.sandbox.hubspot.behaviour.reset()
    await runWell(at, 'changes', 'deal')
    await runWell(at, 'removals', 'deal')
    expectTruth(at, 'deal')
  })

  it('finds what search showed only later: an index that lags by 30 s (B7.3)', async () => {
    const at = await startLoaded({ contacts: 120 }, 'contact')
    at.sandbox.play('search-lags-30s')
    const { contacts } = at.sandbox.hubspot.records
    contacts.update('60', { jobtitle: 'Changed a moment ago' })
    const created = contacts.create({ firstname: 'New', email: 'new@late.example' })
    await runWell(at, 'changes', 'contact')
    expect([...at.rows('contact').values()].map(({ item }) => item.externalId)).not.toContain(created.id)
    at.sandbox.clock.advance(31_000)
    await runWell(at, 'changes', 'contact')
    expectTruth(at, 'contact')
  })

  it('never puts what search still believes over what was written a moment ago', async () => {
    const at = await startLoaded({ contacts: 30 }, 'contact')
    at.sandbox.play('search-lags-30s')
    at.sandbox.hubspot.records.contacts.update('60', { jobtitle: 'Before' })
    at.sandbox.clock.advance(31_000)
    const { contacts } = at.provider
    const facts = Object.fromEntries(
      (contacts?.facts ?? []).map((name) => {
        const json = at.ask('getFact', { accountId: at.session.accountId, name })
        return [name, json === null ? undefined : (JSON.parse(json) as unknown)]
      }),
    )
    const updated = await contacts!.update(at.session, '60', { phone: '+44 1' }, facts)
    if (!updated.ok) throw new Error(updated.error.kind)
    const { item, record } = updated.value.loaded
    at.ask('putItem', {
      feed: contacts!.feed,
      item: { item, record: JSON.stringify(record) },
      nowMs: Date.now(),
    })
    // As whole as a row that the feed loads, and it stays so.
    expectTruth(at, 'contact')
    await runWell(at, 'changes', 'contact')
    expectTruth(at, 'contact')
  })
})

describe('what is gone at HubSpot', () => {
  it.each(['primary', 'new'] as const)(
    'by a merge is gone with the next look: the id is the %s one’s',
    async (mergedId) => {
      const at = await startLoaded({ contacts: 130, companies: 60 }, 'contact', 'company')
      expect(at.sandbox.hubspot.behaviour.set({ mergedId })).toBeUndefined()
      const { control } = createSandboxClient(at.sandbox.endpoints)
      for (const [type, primary, other] of [
        ['contacts', '60', '61'],
        ['contacts', '62', '63'],
        ['companies', '9', '70'],
      ]) {
        expect((await control('POST', `hubspot/merge/${type ?? ''}`, { primary, other })).status).toBe(200)
      }
      await runWell(at, 'changes', 'contact', 'company')
      expectTruth(at, 'contact')
      expectTruth(at, 'company')
    },
  )

  it('by the recycle bin is found in there, and comes back when it is restored', async () => {
    const at = await startLoaded({ companies: 420 }, 'company')
    const { companies } = at.sandbox.hubspot.records
    const archived = Array.from({ length: 150 }, (_, turn) => idAt(turn * 2))
    for (const id of archived) companies.archive(id)
    await runWell(at, 'changes', 'company')
    expect(at.rows('company').size).toBe(420)
    at.sandbox.requests.clear()
    await runWell(at, 'removals', 'company')
    expect(at.sandbox.requests.entries()).toHaveLength(2)
    expectTruth(at, 'company')
    companies.restore(archived[3] ?? '')
    await runWell(at, 'changes', 'company')
    expectTruth(at, 'company')
  })
})
