import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'
import { startFeedRunner, type FeedRunner } from '../support/feed-runner.ts'
import {
  batchCalls,
  expectTruth,
  idsOf,
  listCalls,
  runWell,
  searchCalls,
  storedOf,
  truthOf,
} from '../support/hubspot-truth.ts'

const searches = '^/crm/objects/2026-09/contacts/search'
const none = { contacts: 0, companies: 0, deals: 0, notionPages: 1, airtableRecords: 1 }

describe('a full run of HubSpot', () => {
  it('brings every record whole, from both ends, and no more of it twice than where they meet', async () => {
    const at = await startFeedRunner(hubspot, { ...none, contacts: 1_250 })
    await runWell(at, 'full', 'account', 'contact')
    expectTruth(at, 'contact')
    const [lists, searches] = [listCalls(at, 'contact'), searchCalls(at, 'contact')]
    // How the ends share the work is a matter of which answers sooner; each of them has a part in it.
    expect(Math.min(lists, searches)).toBeGreaterThan(1)
    // A list alone has 13 pages of 100. Search brings 200 at once; one more counts what the list should have, and
    // where the ends meet, each may read one page that the other has.
    expect(lists + 2 * (searches - 1)).toBeLessThanOrEqual(13 + 3)
  })

  it('meets exactly, whatever the number of records (B7.3: ids 9, 51, 100 are no texts)', async () => {
    const sizes = fc.sample(fc.integer({ min: 102, max: 900 }), { numRuns: 4, seed: 20_261_102 })
    for (const companies of [0, 1, 99, 100, 101, ...sizes]) {
      const at = await startFeedRunner(hubspot, { ...none, companies })
      await runWell(at, 'full', 'company')
      expect(idsOf(storedOf(at, 'company')), `${companies} companies`).toEqual(idsOf(truthOf(at, 'company')))
      expect(listCalls(at, 'company')).toBeLessThanOrEqual(Math.max(1, Math.ceil(companies / 100)))
    }
  })

  it('is true together with what follows, while others work in the account (B7.3: total moving)', async () => {
    const at = await startFeedRunner(hubspot, {
      ...none,
      deals: 900,
      scenarios: ['total-changes-mid-window'],
    })
    await runWell(at, 'full', 'account', 'deal')
    await runWell(at, 'changes', 'deal')
    at.sandbox.hubspot.behaviour.reset()
    await runWell(at, 'changes', 'deal')
    await runWell(at, 'removals', 'deal')
    expectTruth(at, 'deal')
  })

  it('takes out what is gone and keeps what search does not find, in a second run', async () => {
    const at = await startFeedRunner(hubspot, { ...none, companies: 500 })
    await runWell(at, 'full', 'account', 'company')
    const { companies } = at.sandbox.hubspot.records
    for (const id of ['9', '60', '300', '400']) companies.archive(id)
    companies.purge('61')
    await runWell(at, 'full', 'company')
    expectTruth(at, 'company')
  })

  it.each([
    ['refused', { status: 403, body: { category: 'MISSING_SCOPES' } }],
    ['not understood', { status: 400, body: { category: 'VALIDATION_ERROR' } }],
    ['not understood, in no words of HubSpot', { status: 400, body: 'No' }],
    ['broken', { status: 500, body: { message: 'internal error' } }],
    ['an index that knows nothing', { status: 200, body: { total: 0, results: [] } }],
  ])('is complete by the list alone when search is %s', async (_how, reply) => {
    const at = await startFeedRunner(hubspot, { ...none, contacts: 640 })
    at.sandbox.faults.add({ path: searches, ...reply })
    await runWell(at, 'full', 'contact')
    expect(idsOf(storedOf(at, 'contact'))).toEqual(idsOf(truthOf(at, 'contact')))
    expect(listCalls(at, 'contact')).toBe(7)
  })

  it('leaves short and empty pages of search to the list (B7.3)', async () => {
    const at = await startFeedRunner(hubspot, { ...none, contacts: 640, scenarios: ['search-short-pages'] })
    await runWell(at, 'full', 'contact')
    expect(idsOf(storedOf(at, 'contact'))).toEqual(idsOf(truthOf(at, 'contact')))
  })

  it('goes on after a 429 on page 7 (B7.3)', async () => {
    const at = await startFeedRunner(hubspot, { ...none, contacts: 900, scenarios: ['429-on-page-7'] })
    at.sandbox.faults.add({ path: searches, status: 403, body: { category: 'MISSING_SCOPES' } })
    await runWell(at, 'full', 'contact')
    expect(idsOf(storedOf(at, 'contact'))).toEqual(idsOf(truthOf(at, 'contact')))
    expect(listCalls(at, 'contact')).toBe(10)
  })

  it('goes on where it stood, wherever it was interrupted', async () => {
    const at = await startFeedRunner(hubspot, { ...none, companies: 1_000 })
    await runWell(at, 'full', 'account')
    for (let stops = 1; stops <= 3; stops++) {
      const stop = new AbortController()
      at.sandbox.requests.clear()
      const run = at.run('company', 'full', stop.signal)
      while (at.sandbox.requests.entries().length < 3) await new Promise(setImmediate)
      stop.abort()
      expect((await run).error).toEqual({ kind: 'cancelled' })
    }
    await runWell(at, 'full', 'company')
    expectTruth(at, 'company')
    expect(at.sandbox.requests.entries().length).toBeLessThan(15)
  })

  it('leaves no null and no empty property in what it stores (B7.3: null properties)', async () => {
    const at = await startFeedRunner(hubspot, { ...none, contacts: 120 })
    await runWell(at, 'full', 'account', 'contact')
    const values = [...storedOf(at, 'contact').values()].flatMap((fields) => Object.values(fields))
    expect(values.filter((value) => value === null || value === '')).toEqual([])
    expectTruth(at, 'contact')
  })
})

describe('600 properties (B7.3)', () => {
  const many = { ...none, contacts: 260, scenarios: ['600-properties'] }
  const longest = (at: FeedRunner): number =>
    Math.max(...at.sandbox.requests.entries().map(({ target }) => target.length))

  it('are loaded whole, by ids and batches, with no address above 8 KB', async () => {
    const at = await startFeedRunner(hubspot, many)
    await runWell(at, 'full', 'account', 'contact')
    expectTruth(at, 'contact')
    expect(longest(at)).toBeLessThan(7_500)
    expect(batchCalls(at, 'contact')).toBeLessThanOrEqual(6)
    // What changed later, too.
    at.sandbox.hubspot.records.contacts.update('70', { harbour_survey_2004_question_1: 'Changed' })
    at.sandbox.requests.clear()
    await runWell(at, 'changes', 'contact')
    expectTruth(at, 'contact')
    expect(at.sandbox.requests.entries()).toHaveLength(2)
  })

  it('are fewer where the user chose some: then an address has room for them', async () => {
    const at = await startFeedRunner(hubspot, many)
    at.choice = { ...at.choice, properties: { contact: ['jobtitle'] } }
    await runWell(at, 'full', 'account', 'contact')
    const names = new Set([...storedOf(at, 'contact').values()].flatMap((fields) => Object.keys(fields)))
    expect(names).toContain('jobtitle')
    expect(names).toContain('email')
    expect(names).not.toContain('city')
    expect(batchCalls(at, 'contact')).toBe(0)
  })
})

it('403 on deals only: nothing of the others is missing, and the scope is named (B7.3)', async () => {
  const sizes = { ...none, contacts: 120, companies: 60, deals: 60 }
  const at = await startFeedRunner(hubspot, { ...sizes, scenarios: ['403-on-deals-only'] })
  await runWell(at, 'full', 'account', 'contact', 'company')
  const deals = await at.run('deal', 'full')
  expect(deals.error).toEqual({ kind: 'missing-permission', scopes: ['crm.objects.deals.read'] })
  await runWell(at, 'full', 'links')
  expectTruth(at, 'contact')
  expectTruth(at, 'company')
  expect(at.rows('deal').size).toBe(0)
})
