import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ItemFilter } from '../shared/model/filter.ts'
import type { ItemQuery } from '../shared/model/item.ts'
import { providerField } from '../shared/model/list-field.ts'
import type { ListView } from '../shared/list-protocol.ts'
import { aLaidRow, aNewRow } from '../../tests/support/made-up-changes.ts'
import { anItem, aQuery } from '../../tests/support/made-up-items.ts'
import { aFullRun, contactFeed, emptyPage } from '../../tests/support/made-up-runs.ts'
import { storeWithOutbox, type StoreInTest } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

const rank = providerField('rank')
const view: ListView = {
  fields: [{ id: rank, kind: 'number', path: ['properties', 'rank'], each: null, separator: null }],
  columns: [rank],
  nowMs: 0,
}
/** More than are looked at in one call whatever the time. */
const COUNT = 1_500

const nameOf = (n: number): string => `n${String(n).padStart(4, '0')}`
const numbered = (n: number, rankOf = n) =>
  anItem({
    externalId: String(n),
    name: nameOf(n),
    record: JSON.stringify({ properties: { rank: String(rankOf) } }),
  })

function put(store: StoreInTest, n: number, rankOf = n): void {
  store.ask('putItem', { feed: contactFeed, item: numbered(n, rankOf), nowMs: 1 })
}

function filledStore(count = COUNT): StoreInTest {
  const store = storeWithOutbox(temporaryFolder())
  const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
  const items = Array.from({ length: count }, (_, n) => numbered(n))
  store.ask('applyPage', { ...emptyPage, runId, items, next: null, nowMs: 1 })
  return store
}

const above = (least: number): ItemFilter => ({
  match: 'all',
  parts: [{ field: rank, test: 'at-least', values: [String(least)] }],
})
const byRank: Partial<ItemQuery> = { sort: [{ by: rank, direction: 'descending' }] }

const ask = (store: StoreInTest, query: Partial<ItemQuery>, offset = 0, limit = 5) =>
  store.ask('listItems', { query: aQuery(query), offset, limit, view })
const named = ({ rows }: ReturnType<typeof ask>): string[] =>
  rows.map(({ name, isOutside }) => (isOutside ? `!${name}` : name))

/** Asks until the list is complete; answers how often it was asked, and with what last. */
function complete(store: StoreInTest, query: Partial<ItemQuery>, most = 2_000) {
  for (let asked = 1; asked <= most; asked++) {
    const reply = ask(store, query)
    if (reply.progress === null) return { reply, asked }
  }
  throw new Error('it is never complete')
}

/** Every look at the clock is so much later: a slow machine, always as slow. */
let lookMs = 0
let atMs = 0
beforeEach(() => {
  ;[lookMs, atMs] = [0, 1]
  vi.spyOn(performance, 'now').mockImplementation(() => (atMs += lookMs))
})
afterEach(() => vi.restoreAllMocks())

describe('a list that no index has', () => {
  it('is put together in the calls that ask for it, and tells how far it is', () => {
    const store = filledStore()
    lookMs = 10
    const first = ask(store, byRank)
    expect(first).toMatchObject({ rows: [], total: 0, progress: { of: COUNT } })
    expect(first.progress!.done).toBeGreaterThan(0)
    expect(first.progress!.done).toBeLessThan(COUNT)
    const second = ask(store, byRank)
    expect(second.progress!.done).toBeGreaterThan(first.progress!.done)
    const { reply, asked } = complete(store, byRank)
    expect(asked).toBeGreaterThan(5)
    expect(reply.total).toBe(COUNT)
    expect(named(reply)).toEqual([1499, 1498, 1497, 1496, 1495].map(nameOf))
    // From here on every window is there at once.
    expect(named(ask(store, byRank, 1_000, 2))).toEqual([499, 498].map(nameOf))
  })

  it('shows its first rows at once where they are met in order', () => {
    const store = filledStore()
    lookMs = 10
    const query = { filter: above(10), sort: [{ by: 'name', direction: 'ascending' } as const] }
    const first = ask(store, query)
    expect(named(first)).toEqual([10, 11, 12, 13, 14].map(nameOf))
    expect(first.progress).not.toBe(null)
    expect(first.total).toBeLessThan(COUNT - 10)
    expect(complete(store, query).reply.total).toBe(COUNT - 10)
  })

  it('leaves no work when nobody asks any more: asking no more is the cancel', () => {
    const store = filledStore()
    lookMs = 10
    const { done } = ask(store, byRank).progress!
    expect(store.tidy()).toBe(false)
    for (let n = 0; n < 50; n++) ask(store, {})
    expect(ask(store, byRank).progress!.done).toBeLessThan(3 * done)
  })

  it('shows the old list while the new one is put together, which ends although rows change all the time', () => {
    const store = filledStore()
    complete(store, byRank)
    lookMs = 10
    let calls = 0
    let ranks = COUNT
    put(store, 7, ++ranks)
    for (let reply = ask(store, byRank); named(reply)[0] !== nameOf(7); reply = ask(store, byRank)) {
      expect(named(reply)).toEqual([1499, 1498, 1497, 1496, 1495].map(nameOf))
      expect(reply).toMatchObject({ total: COUNT, progress: { of: COUNT } })
      put(store, 8 + (calls % 5), 5)
      expect(calls++).toBeLessThan(2_000)
    }
    expect(calls).toBeGreaterThan(3)
    // And when nothing changes any more it is as the rows are.
    put(store, 9, ++ranks)
    expect(named(complete(store, byRank).reply).slice(0, 2)).toEqual([9, 7].map(nameOf))
  })

  it('leaves out rows that are gone until it is put together anew', () => {
    const store = filledStore()
    complete(store, byRank)
    lookMs = 10
    store.ask('removeItem', { key: numbered(1498).item.key, nowMs: 1 })
    const reply = ask(store, byRank)
    expect(reply.progress).not.toBe(null)
    expect(named(reply)).toEqual([1499, 1497, 1496, 1495, 1494].map(nameOf))
    store.ask('removeAccount', { accountId: aFullRun.accountId })
    expect(ask(store, byRank).rows).toEqual([])
    expect(complete(store, byRank).reply).toMatchObject({ rows: [], total: 0 })
  })

  it('answers keys alone, a thousand at a time', () => {
    const store = filledStore()
    const query = aQuery({ filter: above(300), ...byRank })
    complete(store, query)
    const { keys, total, progress } = store.ask('listKeys', { query, offset: 100, limit: 1_000, view })
    expect(keys).toEqual(Array.from({ length: 1_000 }, (_, n) => numbered(1_399 - n).item.key))
    expect({ total, progress }).toEqual({ total: 1_200, progress: null })
    const plain = store.ask('listKeys', { query: aQuery(), offset: 1_499, limit: 1_000 })
    expect(plain.keys).toEqual([numbered(1_499).item.key])
  })

  it('is forgotten when others were asked for since, and made again', () => {
    const store = filledStore(50)
    for (let least = 0; least < 20; least++) ask(store, { filter: above(least) })
    expect(ask(store, { filter: above(0) })).toMatchObject({ total: 50, progress: null })
  })

  /** Asks for each by turns, as the columns of a board do, until all are complete; answers how many began in the first turn. */
  function completeByTurns(store: StoreInTest, queries: readonly Partial<ItemQuery>[]): number {
    const first = queries.map((query) => ask(store, query))
    for (let turn = 0; turn < 200; turn++) {
      const replies = queries.map((query) => ask(store, query))
      if (replies.every(({ progress }) => progress === null)) {
        expect(replies.map(({ total }) => total)).toEqual(queries.map((_, least) => COUNT - least))
        return first.filter(({ progress }) => (progress?.done ?? 1) > 0).length
      }
    }
    throw new Error('they are never complete')
  }
  const filtered = (count: number) =>
    Array.from({ length: count }, (_, least) => ({ filter: above(least), ...byRank }))

  it('ends beside others that are on their way: none takes the place of another', () => {
    const store = filledStore()
    lookMs = 10
    expect(completeByTurns(store, filtered(10))).toBe(10)
  })

  it('waits for its turn where very many are on their way, and says so', () => {
    const store = filledStore()
    lookMs = 10
    const queries = filtered(20)
    for (const query of queries) ask(store, query)
    expect(ask(store, queries.at(-1)!)).toMatchObject({
      rows: [],
      total: 0,
      progress: { done: 0, of: COUNT },
    })
    expect(completeByTurns(store, queries)).toBe(12)
  })

  it('does not wait for those for which nobody asks any more', () => {
    const store = filledStore()
    lookMs = 10
    const queries = filtered(13)
    for (const query of queries) ask(store, query)
    atMs += 5_000
    expect(ask(store, queries.at(-1)!).progress!.done).toBeGreaterThan(0)
  })
})

describe('what waits in the outbox', () => {
  const query: Partial<ItemQuery> = { filter: above(10), ...byRank }
  const edit = (n: number, rankOf: string, name = `edited ${n}`) =>
    aLaidRow({ externalId: String(n), shown: { name }, values: { rank: rankOf } })

  it('counts in a filter and an order before it is sent: rows come, go and move (U3)', () => {
    const store = filledStore(20)
    expect(named(ask(store, query))).toEqual([19, 18, 17, 16, 15].map(nameOf))
    store.ask('writeOutbox', { laid: [edit(3, '18.5'), edit(19, '1'), edit(17, '17.9'), edit(16, '')] })
    const reply = ask(store, query, 0, 9)
    expect(reply).toMatchObject({ total: 9, progress: null })
    expect(named(reply)).toEqual([
      'edited 3',
      nameOf(18),
      'edited 17',
      ...[15, 14, 13, 12, 11, 10].map(nameOf),
    ])
    expect(reply.rows.map(({ cells }) => cells[rank])).toEqual([18.5, 18, 17.9, 15, 14, 13, 12, 11, 10])
    expect(named(ask(store, query, 1, 2))).toEqual([nameOf(18), 'edited 17'])
    const empty: ItemFilter = { match: 'all', parts: [{ field: rank, test: 'empty', values: [] }] }
    expect(named(ask(store, { filter: empty }))).toEqual(['edited 16'])
    store.ask('writeOutbox', { unlaid: [3, 19, 17, 16].map((n) => numbered(n).item.key) })
    expect(named(ask(store, query))).toEqual([19, 18, 17, 16, 15].map(nameOf))
  })

  it('keeps a row that does not match any more where it sorts, marked, as long as the query keeps it (U3)', () => {
    const store = filledStore(20)
    const kept = [numbered(15).item.key]
    store.ask('writeOutbox', { laid: [edit(15, '2'), edit(16, '17.5')] })
    const keeping = { ...query, kept }
    const all = (from: Partial<ItemQuery>) => named(ask(store, from, 0, 50))
    const others = [19, 18, 'edited 16', 17, 14, 13, 12, 11, 10].map((n) =>
      typeof n === 'number' ? nameOf(n) : n,
    )
    expect(all(query)).toEqual(others)
    expect(all(keeping)).toEqual([...others, '!edited 15'])
    expect(ask(store, keeping).total).toBe(10)
    // It was sent: now the cache itself says that it does not match.
    put(store, 15, 17.7 - 10)
    store.ask('writeOutbox', { unlaid: kept })
    expect(all(keeping)).toEqual([...others, `!${nameOf(15)}`])
    // One that matches is not outside, and one of another kind stays out.
    expect(all({ ...query, kept: [numbered(19).item.key] })).toEqual(others)
    expect(all({ ...query, kept, type: 'deal' })).toEqual([])
    // Within a search it stays as well.
    expect(all({ ...keeping, search: 'n0019' })).toEqual([nameOf(19), `!${nameOf(15)}`])
  })

  it('puts what waits to be created first, the newest before the others, if it matches (U3)', () => {
    const store = filledStore(20)
    const made = (id: string, rankOf: string, madeAtMs: number) =>
      aNewRow(id, id, { values: { rank: rankOf }, madeAtMs })
    store.ask('writeOutbox', { laid: [made('one', '11', 1), made('two', '5', 2), made('three', '12', 3)] })
    expect(named(ask(store, query, 0, 4))).toEqual(['three', 'one', nameOf(19), nameOf(18)])
    const kept = [made('two', '5', 2).key]
    expect(named(ask(store, { ...query, kept }, 0, 4))).toEqual(['three', '!two', 'one', nameOf(19)])
    expect(named(ask(store, { filter: above(10), search: 'one' }))).toEqual(['one'])
    expect(store.ask('listKeys', { query: aQuery(query), offset: 0, limit: 2, view }).keys).toEqual([
      made('three', '', 0).key,
      made('one', '', 0).key,
    ])
  })

  it('is found by a filtered search through what waits alone, and stays where relevance put it (U3)', () => {
    const store = filledStore(20)
    store.ask('writeOutbox', {
      laid: [edit(12, '50', 'Zoe'), edit(13, '1', 'Zoe too'), edit(14, '60', 'n0014 Zoe')],
    })
    expect(named(ask(store, { filter: above(10), search: 'zoe' }))).toEqual(['n0014 Zoe', 'Zoe'])
    expect(named(ask(store, { ...byRank, search: 'zoe' }))).toEqual(['n0014 Zoe', 'Zoe', 'Zoe too'])
    expect(named(ask(store, { filter: above(10), search: 'n001' }, 0, 9))).toEqual([
      'n0019',
      'n0018',
      'n0017',
      'n0016',
      'n0015',
      'n0014 Zoe',
      'Zoe',
      'n0011',
      'n0010',
    ])
  })

  it('is in its place in a big list too, however many rows it lies over', () => {
    const store = filledStore()
    const edits = Array.from({ length: 140 }, (_, n) => edit(n * 10, String(n * 10 + 0.5)))
    store.ask('writeOutbox', { laid: edits })
    complete(store, byRank)
    lookMs = 10
    store.ask('writeOutbox', { laid: [edit(5, '9999')] })
    const { reply } = complete(store, byRank)
    expect(named(reply).slice(0, 3)).toEqual(['edited 5', nameOf(1499), nameOf(1498)])
    expect(named(ask(store, byRank, COUNT - 1_002, 3))).toEqual([nameOf(1_002), nameOf(1_001), 'edited 1000'])
  })
})
