import { describe, expect, it } from 'vitest'
import { runReportSchema, type RunReport } from '../shared/model/feed.ts'
import type { StoredItem } from '../shared/store-protocol.ts'
import { anAccountId, anItem, anotherAccountId, aQuery } from '../../tests/support/made-up-items.ts'
import { aFeed, aFullRun, contactFeed, emptyPage } from '../../tests/support/made-up-runs.ts'
import { storeWithWorkspace, type StoreInTest } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

function storeWith(items: StoredItem[], page = {}): StoreInTest {
  const store = storeWithWorkspace(temporaryFolder())
  const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
  store.ask('applyPage', { ...emptyPage, ...page, runId, items, nowMs: 1 })
  return store
}

const person = anItem({ externalId: '1', name: 'Ada' })
const company = anItem({ externalId: '1', type: 'company', name: 'Engines' })
const deal = anItem({ externalId: '1', type: 'deal', name: 'Big deal' })

describe('links', () => {
  const links = [
    { from: person.item.key, toType: 'company', to: [{ key: company.item.key, label: 'Primary' }] },
    { from: deal.item.key, toType: 'contact', to: [{ key: person.item.key, label: null }] },
  ] as const

  it('are found from both ends, with the names of what is here', () => {
    const store = storeWith([person, company, deal], { links })
    const linked = (key: typeof person.item.key) => store.ask('linksOf', { key, limit: 9 })
    expect(linked(person.item.key)).toEqual({
      links: [
        { key: company.item.key, type: 'company', name: 'Engines', label: 'Primary' },
        { key: deal.item.key, type: 'deal', name: 'Big deal', label: null },
      ],
      counts: [
        { type: 'company', count: 1 },
        { type: 'deal', count: 1 },
      ],
      total: 2,
    })
    expect(linked(company.item.key).links.map(({ name }) => name)).toEqual(['Ada'])
  })

  it('are the first of each type, so that many of one do not hide the others, and are counted whole', () => {
    const deals = ['2', '3', '4'].map((externalId) => anItem({ externalId, type: 'deal', name: externalId }))
    const store = storeWith([person, company, ...deals], {
      links: [
        links[0],
        {
          from: person.item.key,
          toType: 'deal',
          to: deals.map(({ item }) => ({ key: item.key, label: null })),
        },
      ],
    })
    const { links: shown, counts, total } = store.ask('linksOf', { key: person.item.key, limit: 2 })
    expect(shown.map(({ name }) => name).toSorted()).toEqual(['2', '3', 'Engines'])
    expect(Object.fromEntries(counts.map(({ type, count }) => [type, count]))).toEqual({
      company: 1,
      deal: 3,
    })
    expect(total).toBe(4)
  })

  it('are replaced as a whole for the type that they lead to, and go with the item', () => {
    const store = storeWith([person, company, deal], { links })
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
    const none = { from: person.item.key, toType: 'company' as const, to: [] }
    store.ask('applyPage', { ...emptyPage, runId, links: [none], nowMs: 1 })
    expect(store.ask('linksOf', { key: person.item.key, limit: 9 }).total).toBe(1)
    store.ask('removeItem', { key: deal.item.key, nowMs: 1 })
    expect(store.ask('linksOf', { key: person.item.key, limit: 9 }).total).toBe(0)
  })
})

describe('what an item stands in', () => {
  it('is told from the outermost to the one that holds it, as far as it is here', () => {
    const base = anItem({ externalId: 'b', type: 'base', name: 'Base', parentKey: person.item.key })
    const table = anItem({ externalId: 't', type: 'table', name: 'Table', parentKey: base.item.key })
    const store = storeWith([base, table])
    expect(store.ask('parentsOf', { key: table.item.key })).toEqual([
      { key: base.item.key, type: 'base', name: 'Base' },
    ])
    expect(store.ask('parentsOf', { key: base.item.key })).toEqual([])
    expect(store.ask('parentsOf', { key: company.item.key })).toEqual([])
  })

  it('ends where it leads back into itself', () => {
    const key = anItem({ externalId: 'b', type: 'base' }).item.key
    const store = storeWith([anItem({ externalId: 'b', type: 'base', name: 'Base', parentKey: key })])
    expect(store.ask('parentsOf', { key })).toHaveLength(1)
  })
})

describe('what an account told of itself', () => {
  it('is kept with the page that brought it, and goes with the account', () => {
    const store = storeWith([], { facts: [{ name: 'owners', json: '{"1":"Ada"}' }] })
    const fact = { accountId: anAccountId, name: 'owners' }
    expect(store.ask('getFact', fact)).toBe('{"1":"Ada"}')
    expect(store.ask('getFact', { ...fact, accountId: anotherAccountId })).toBeNull()
    store.ask('removeAccount', { accountId: anAccountId })
    expect(store.ask('getFact', fact)).toBeNull()
  })
})

describe('what lies in an item', () => {
  it('is kept until the item goes', () => {
    const store = storeWith([person])
    const { key } = person.item
    const content = { text: '# Ada', fetchedAtMs: 5, isComplete: false }
    expect(store.ask('getContent', { key })).toBeNull()
    store.ask('putContent', { key, content })
    expect(store.ask('getContent', { key })).toEqual(content)
    store.ask('removeItem', { key, nowMs: 1 })
    store.ask('putContent', { key, content })
    expect(store.ask('getContent', { key })).toBeNull()
  })
})

describe('where an item stands', () => {
  const at = (id: string, parent: string | null): StoredItem =>
    anItem({
      externalId: id,
      type: 'page',
      name: `Page ${id}`,
      parentKey: parent === null ? null : anItem({ externalId: parent, type: 'page' }).item.key,
    })
  const whole = (store: StoreInTest, id: string) => store.ask('getItem', at(id, null).item)?.item

  it('is told by its parents that are here, and how many stand in it', () => {
    const store = storeWith([at('a', 'unknown'), at('b', 'a'), at('c', 'b'), at('d', 'b')])
    expect(whole(store, 'a')).toMatchObject({ parentPath: null, childCount: 1 })
    expect(whole(store, 'c')).toMatchObject({ parentPath: 'Page a / Page b', childCount: null })
    expect(whole(store, 'b')).toMatchObject({ parentPath: 'Page a', childCount: 2 })
  })

  it('ends where parents lead back into themselves', () => {
    const store = storeWith([at('a', 'b'), at('b', 'a')])
    expect(whole(store, 'a')?.parentPath).toBe('Page a / Page b')
  })

  it('can be asked for: what stands in an item, ordered, counted, searched', () => {
    const store = storeWith([at('a', null), at('c', 'a'), at('b', 'a'), at('x', 'b')])
    const parentKey = at('a', null).item.key
    const list = (search: string, direction: 'ascending' | 'descending') =>
      store.ask('listItems', {
        query: aQuery({ parentKey, search, sort: [{ by: 'name', direction }] }),
        offset: 0,
        limit: 9,
      })
    expect(list('', 'ascending').rows.map(({ externalId }) => externalId)).toEqual(['b', 'c'])
    expect(list('', 'descending').rows.map(({ externalId }) => externalId)).toEqual(['c', 'b'])
    expect(list('page', 'ascending').total).toBe(2)
    expect(list('b', 'ascending').rows.map(({ externalId }) => externalId)).toEqual(['b'])
    expect(list('x', 'ascending').total).toBe(0)
  })
})

describe('reports of runs', () => {
  const report = (n: number): RunReport =>
    runReportSchema.parse({
      ...aFeed,
      mode: 'full',
      startedAtMs: n,
      endedAtMs: n + 1,
      outcome: 'failed',
      added: 1,
      changed: 2,
      removed: 3,
      calls: 4,
      error: { kind: 'offline' },
      reference: 'PT-1',
    })

  it('are told newest first, and only the newest 500 are kept', () => {
    const store = storeWithWorkspace(temporaryFolder())
    for (let n = 0; n < 503; n++) store.ask('noteRun', { report: report(n) })
    const runs = store.ask('listRuns', { accountId: anAccountId, limit: 1_000 })
    expect(runs).toHaveLength(500)
    expect([runs[0], runs.at(-1)]).toEqual([report(502), report(3)])
    expect(store.ask('listRuns', { accountId: anotherAccountId, limit: 9 })).toEqual([])
  })
})

describe('calls', () => {
  it('are added up by day, and told from a day on', () => {
    const store = storeWithWorkspace(temporaryFolder())
    const count = (day: string, calls: number) =>
      store.ask('countCalls', { accountId: anAccountId, day, calls })
    count('2026-10-31', 5)
    count('2026-11-01', 2)
    count('2026-11-01', 3)
    expect(store.ask('callsSince', { accountId: anAccountId, since: '2026-11-01' })).toBe(5)
    expect(store.ask('callsSince', { accountId: anAccountId, since: '2026-10-01' })).toBe(10)
  })
})

describe('looking after the file', () => {
  it('tells its size and rows, finds nothing wrong, and builds the search anew', () => {
    const store = storeWith([person, company])
    expect(store.ask('storageSize', {})).toMatchObject({ items: 2 })
    expect(store.ask('storageSize', {}).bytes).toBeGreaterThan(8_192)
    expect(store.ask('checkStorage', {})).toEqual({ problems: [] })
    expect(store.ask('rebuildSearch', { isBeginning: true })).toEqual({ isDone: false })
    expect(store.ask('rebuildSearch', { isBeginning: false })).toEqual({ isDone: true })
    expect(store.ask('listItems', { query: aQuery({ search: 'eng' }), offset: 0, limit: 9 }).total).toBe(2)
    expect(store.ask('putItem', { feed: contactFeed, item: person, nowMs: 2 })).toBeNull()
  })
})
