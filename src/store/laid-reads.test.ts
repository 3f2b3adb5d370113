import { describe, expect, it } from 'vitest'
import type { ItemQuery } from '../shared/model/item.ts'
import { aLaidRow, aNewRow } from '../../tests/support/made-up-changes.ts'
import { anAccountId, anItem, anotherAccountId, aQuery } from '../../tests/support/made-up-items.ts'
import { contactFeed } from '../../tests/support/made-up-runs.ts'
import {
  aKey,
  storeWithOutbox,
  storeWithWorkspace,
  type StoreInTest,
} from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

function put(store: StoreInTest, ...items: Parameters<typeof anItem>[0][]): void {
  items.forEach((chosen, n) =>
    store.ask('putItem', { feed: contactFeed, item: anItem({ externalId: String(n), ...chosen }), nowMs: 1 }),
  )
}

const window = (store: StoreInTest, offset: number, limit: number, query: Partial<ItemQuery> = {}) =>
  store.ask('listItems', { query: aQuery(query), offset, limit })
const names = (store: StoreInTest, query: Partial<ItemQuery> = {}) =>
  window(store, 0, 500, query).rows.map(({ name }) => name)

describe('what lies over a row', () => {
  it('is shown in its columns and named by its mark; the other columns show what was loaded (U3)', () => {
    const store = storeWithOutbox(temporaryFolder())
    put(store, { name: 'Ada', email: 'ada@old.example' }, { name: 'Bo' })
    const [ada, bo] = window(store, 0, 9).rows
    expect([ada!.pending, bo!.pending]).toEqual([null, null])
    const laid = aLaidRow({ externalId: '0', shown: { name: 'Zoe', phone: null } })
    store.ask('writeOutbox', { laid: [laid] })
    // It keeps its place in the order of what was loaded.
    expect(window(store, 0, 9)).toEqual({
      rows: [{ ...ada!, name: 'Zoe', phone: null, pending: { kind: 'update', state: 'waiting' } }, bo],
      total: 2,
      isMore: false,
      progress: null,
    })
    store.ask('writeOutbox', { laid: [{ ...laid, mark: { kind: 'delete', state: 'needs-you' }, shown: {} }] })
    expect(window(store, 0, 1).rows).toEqual([{ ...ada!, pending: { kind: 'delete', state: 'needs-you' } }])
    store.ask('writeOutbox', { unlaid: [laid.key] })
    expect(window(store, 0, 9).rows).toEqual([ada, bo])
  })

  it('shows nothing where the row is not here, and shows it when the row comes', () => {
    const store = storeWithOutbox(temporaryFolder())
    store.ask('writeOutbox', { laid: [aLaidRow({ externalId: '0', shown: { name: 'Zoe' } })] })
    expect(window(store, 0, 9)).toEqual({ rows: [], total: 0, isMore: false, progress: null })
    expect(window(store, 0, 9, { search: 'zoe' })).toEqual({
      rows: [],
      total: 0,
      isMore: false,
      progress: null,
    })
    expect(store.ask('countItems', {})).toEqual([])
    put(store, { name: 'Ada' })
    expect(names(store)).toEqual(['Zoe'])
    expect(names(store, { search: 'zoe' })).toEqual(['Zoe'])
  })

  it('is laid over what stands in an item too, which nothing comes before', () => {
    const store = storeWithOutbox(temporaryFolder())
    const parentKey = anItem({ externalId: 'parent' }).item.key
    put(store, { name: 'Ada', parentKey })
    store.ask('writeOutbox', {
      laid: [aLaidRow({ externalId: '0', shown: { name: 'Zoe' } }), aNewRow('new-1', 'Ada too')],
    })
    expect(names(store, { parentKey })).toEqual(['Zoe'])
    expect(names(store, { parentKey, search: 'ada' })).toEqual(['Zoe'])
  })

  it('is cut as what was loaded is, and a reply is bounded with it (R36)', () => {
    const huge = 'ж'.repeat(3_000)
    const store = storeWithOutbox(temporaryFolder())
    const laid = Array.from({ length: 500 }, (_, n) =>
      aNewRow(`new-${n}${'x'.repeat(700)}`, huge, {
        shown: { email: huge, organisation: huge, phone: huge },
      }),
    )
    store.ask('writeOutbox', { laid })
    const { rows, total } = window(store, 0, 500)
    expect(total).toBe(500)
    expect(rows[0]?.name).toBe(`${'ж'.repeat(299)}…`)
    expect(rows.length).toBeGreaterThanOrEqual(100)
    expect(2 * JSON.stringify(rows).length).toBeLessThan(1_000_000)
  })
})

describe('rows that wait to be created', () => {
  const made = [
    aNewRow('new-1', 'first', { madeAtMs: 1, shown: { email: 'a@b.example' } }),
    aNewRow('new-2', 'third', { madeAtMs: 3 }),
    aNewRow('new-3', 'second', { madeAtMs: 2, accountId: anotherAccountId }),
  ]

  it('come before all others, the newest first, and are whole rows', () => {
    const store = storeWithOutbox(temporaryFolder())
    put(store, { name: 'Ada' }, { name: 'Bo', type: 'deal' })
    store.ask('writeOutbox', { laid: made })
    for (const by of ['name', 'modified'] as const) {
      for (const direction of ['ascending', 'descending'] as const) {
        const order = names(store, { sort: [{ by, direction }] })
        expect(order.slice(0, 3)).toEqual(['third', 'second', 'first'])
        expect(order.slice(3).sort()).toEqual(['Ada', 'Bo'])
      }
    }
    const { item } = anItem({ externalId: 'new-1' })
    expect(window(store, 2, 1).rows).toEqual([
      {
        key: item.key,
        providerId: item.providerId,
        accountId: item.accountId,
        type: 'contact',
        externalId: 'new-1',
        name: 'first',
        email: 'a@b.example',
        organisation: null,
        phone: null,
        modifiedAtMs: null,
        pending: { kind: 'create', state: 'waiting' },
        cells: {},
        isOutside: false,
      },
    ])
  })

  it('are counted in, and every position across the seam is exact (U10)', () => {
    const store = storeWithOutbox(temporaryFolder())
    put(store, ...['a', 'b', 'c', 'd'].map((name) => ({ name })))
    store.ask('writeOutbox', { laid: made })
    const all = ['third', 'second', 'first', 'a', 'b', 'c', 'd']
    for (let offset = 0; offset <= 8; offset++) {
      for (let limit = 1; limit <= 8; limit++) {
        const { rows, total } = window(store, offset, limit)
        expect(rows.map(({ name }) => name)).toEqual(all.slice(offset, offset + limit))
        expect(total).toBe(7)
      }
    }
  })

  it('are filtered by type and account as all rows are', () => {
    const store = storeWithOutbox(temporaryFolder())
    put(store, { name: 'Ada' }, { name: 'Bo', accountId: anotherAccountId })
    store.ask('writeOutbox', { laid: made })
    expect(names(store, { accountId: anotherAccountId })).toEqual(['second', 'Bo'])
    expect(names(store, { accountId: anAccountId, type: 'contact' })).toEqual(['third', 'first', 'Ada'])
    expect(window(store, 0, 9, { type: 'deal' })).toEqual({
      rows: [],
      total: 0,
      isMore: false,
      progress: null,
    })
    expect(window(store, 2, 9, { accountId: anAccountId })).toMatchObject({
      total: 3,
      rows: [{ name: 'Ada' }],
    })
  })

  it('are counted by type and account, also where nothing was loaded yet', () => {
    const store = storeWithOutbox(temporaryFolder())
    put(store, { name: 'Ada' }, { name: 'Bo', type: 'deal' })
    store.ask('writeOutbox', { laid: made })
    expect(store.ask('countItems', {})).toEqual([
      { accountId: anAccountId, type: 'contact', count: 3 },
      { accountId: anAccountId, type: 'deal', count: 1 },
      { accountId: anotherAccountId, type: 'contact', count: 1 },
    ])
    store.ask('writeOutbox', { unlaid: made.map(({ key }) => key) })
    expect(store.ask('countItems', {})).toHaveLength(2)
  })
})

describe('a list without an outbox', () => {
  it('is the list of what was loaded, and so it is again when the outbox is closed', () => {
    const folder = temporaryFolder()
    const store = storeWithWorkspace(folder)
    put(store, { name: 'Ada' })
    const before = [window(store, 0, 9), window(store, 0, 9, { search: 'ada' }), store.ask('countItems', {})]
    store.ask('openOutbox', { folder, key: aKey })
    store.ask('writeOutbox', { laid: [aNewRow('new-1', 'Ada'), aLaidRow({ externalId: '0' })] })
    expect(window(store, 0, 9).total).toBe(2)
    expect(window(store, 0, 9, { search: 'ada' }).total).toBe(2)
    store.ask('closeOutbox', {})
    const after = [window(store, 0, 9), window(store, 0, 9, { search: 'ada' }), store.ask('countItems', {})]
    expect(after).toEqual(before)
  })
})
