import { describe, expect, it } from 'vitest'
import type { ItemQuery } from '../shared/model/item.ts'
import { anItem, anotherAccountId, aQuery } from '../../tests/support/made-up-items.ts'
import { contactFeed } from '../../tests/support/made-up-runs.ts'
import { storeWithWorkspace, type StoreInTest } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

function storeWith(...items: Parameters<typeof anItem>[0][]): StoreInTest {
  const store = storeWithWorkspace(temporaryFolder())
  items.forEach((chosen, n) =>
    store.ask('putItem', { feed: contactFeed, item: anItem({ externalId: String(n), ...chosen }), nowMs: 1 }),
  )
  return store
}

function names(store: StoreInTest, query: Partial<ItemQuery>): string[] {
  return store.ask('listItems', { query: aQuery(query), offset: 0, limit: 500 }).rows.map((row) => row.name)
}

describe('listing', () => {
  it('orders names as a person does, across types', () => {
    const store = storeWith(
      { name: 'émile' },
      { name: 'Zoë', type: 'deal' },
      { name: 'Ångström', type: 'company' },
      { name: 'Eve' },
    )
    expect(names(store, {})).toEqual(['Ångström', 'émile', 'Eve', 'Zoë'])
    expect(names(store, { sort: [{ by: 'name', direction: 'descending' }] })).toEqual([
      'Zoë',
      'Eve',
      'émile',
      'Ångström',
    ])
  })

  it('orders by the time of change, rows without one as the oldest', () => {
    const store = storeWith(
      { name: 'new', modifiedAtMs: 5_000 },
      { name: 'never', modifiedAtMs: null },
      { name: 'before 1970', modifiedAtMs: -5_000 },
    )
    expect(names(store, { sort: [{ by: 'modified', direction: 'descending' }] })).toEqual([
      'new',
      'before 1970',
      'never',
    ])
  })

  it('filters by type and account, and counts what it filters', () => {
    const store = storeWith(
      { name: 'a' },
      { name: 'b', type: 'deal' },
      { name: 'c', accountId: anotherAccountId },
      { name: 'd', accountId: anotherAccountId, type: 'deal' },
    )
    expect(names(store, { type: 'deal' })).toEqual(['b', 'd'])
    expect(names(store, { accountId: anotherAccountId })).toEqual(['c', 'd'])
    expect(names(store, { type: 'company' })).toEqual([])
    expect(names(store, { type: 'deal', accountId: anotherAccountId, search: 'd' })).toEqual(['d'])
    expect(names(store, { type: 'contact', search: 'ada' }).sort()).toEqual(['a', 'c'])
    const filtered = aQuery({ type: 'deal' })
    expect(store.ask('listItems', { query: filtered, offset: 1, limit: 9 })).toMatchObject({ total: 2 })
  })

  it('answers an empty window beyond the end, with the true total (U10)', () => {
    const store = storeWith({}, {}, {})
    expect(store.ask('listItems', { query: aQuery(), offset: 3, limit: 10 })).toEqual({
      rows: [],
      total: 3,
      isMore: false,
      progress: null,
    })
    expect(store.ask('listItems', { query: aQuery(), offset: 2, limit: 10 }).rows).toHaveLength(1)
    expect(store.ask('listItems', { query: aQuery({ search: 'ada' }), offset: 3, limit: 10 })).toEqual({
      rows: [],
      total: 3,
      isMore: false,
      progress: null,
    })
  })

  it('sees a change at positions it has been asked for before', () => {
    const store = storeWith(
      ...Array.from({ length: 40 }, (_, n) => ({ name: `n${String(n).padStart(2, '0')}` })),
    )
    const at = (offset: number): string[] =>
      store.ask('listItems', { query: aQuery(), offset, limit: 2 }).rows.map((row) => row.name)
    expect([at(20), at(22), at(18)]).toEqual([
      ['n20', 'n21'],
      ['n22', 'n23'],
      ['n18', 'n19'],
    ])
    store.ask('putItem', { feed: contactFeed, item: anItem({ externalId: 'early', name: 'a' }), nowMs: 1 })
    expect([at(20), at(22), at(18)]).toEqual([
      ['n19', 'n20'],
      ['n21', 'n22'],
      ['n17', 'n18'],
    ])
  })

  it('bounds what one row and one reply may carry (R36)', () => {
    const huge = 'ж'.repeat(3_000)
    const store = storeWith(
      ...Array.from({ length: 500 }, (_, n) => ({
        externalId: `${n}${'x'.repeat(700)}`,
        name: huge,
        email: huge,
        organisation: huge,
        phone: huge,
      })),
    )
    const { rows, total } = store.ask('listItems', { query: aQuery(), offset: 0, limit: 500 })
    expect(total).toBe(500)
    expect(rows.length).toBeGreaterThanOrEqual(100)
    expect(2 * JSON.stringify(rows).length).toBeLessThan(1_000_000)
    expect(rows[0]?.name).toBe(`${'ж'.repeat(299)}…`)
    const whole = store.ask('getItem', rows[0]!)
    expect(whole?.item.name).toBe(huge)
  })
})
