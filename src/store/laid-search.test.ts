import { describe, expect, it } from 'vitest'
import type { ItemQuery } from '../shared/model/item.ts'
import { aLaidRow, aNewRow } from '../../tests/support/made-up-changes.ts'
import { anItem, anotherAccountId, aQuery } from '../../tests/support/made-up-items.ts'
import { aFullRun, contactFeed, emptyPage } from '../../tests/support/made-up-runs.ts'
import { storeWithOutbox, type StoreInTest } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

type Chosen = NonNullable<Parameters<typeof anItem>[0]>
const bare: Chosen = { email: null, organisation: null, phone: null }

function storeWith(items: Chosen[], laid: ReturnType<typeof aLaidRow>[] = []): StoreInTest {
  const store = storeWithOutbox(temporaryFolder())
  items.forEach((chosen, n) =>
    store.ask('putItem', {
      feed: contactFeed,
      item: anItem({ ...bare, externalId: String(n), ...chosen }),
      nowMs: 1,
    }),
  )
  store.ask('writeOutbox', { laid })
  return store
}

function found(store: StoreInTest, search: string, query: Partial<ItemQuery> = {}): string[] {
  const { rows, total } = store.ask('listItems', {
    query: aQuery({ ...query, search }),
    offset: 0,
    limit: 500,
  })
  expect(total).toBe(rows.length)
  return rows.map(({ name }) => name)
}

describe('a search over what waits', () => {
  it('finds rows by what lies over them, before those that were found as they were loaded, each once', () => {
    const store = storeWith(
      [{ name: 'Ada Love' }, { name: 'Bo Smith' }, { name: 'Cy Smith' }],
      [
        aLaidRow({ externalId: '0', shown: { name: 'Ada Smith' } }),
        aLaidRow({ externalId: '1', shown: { name: 'Bo Smithson' } }),
        aNewRow('new-9', 'Di Smith', { madeAtMs: 9 }),
      ],
    )
    expect(found(store, 'smith')).toEqual(['Di Smith', 'Ada Smith', 'Cy Smith', 'Bo Smithson'])
    // What was loaded is found too, as long as the change is not sent.
    expect(found(store, 'love')).toEqual(['Ada Smith'])
  })

  it('takes every word as the beginning of a word, without marks, in any column', () => {
    const laid = [
      aNewRow('new-1', 'Zoë Ångström', {
        shown: { organisation: 'Łódź Harbour', phone: '+44 (20) 7946-0000' },
      }),
      aNewRow('new-2', 'Zora', { shown: { email: 'zora.neale@harbour.example' } }),
    ]
    const store = storeWith([], laid)
    expect(found(store, 'zo harb')).toEqual(['Zora', 'Zoë Ångström'])
    expect(found(store, 'lodz angs')).toEqual(['Zoë Ångström'])
    expect(found(store, '442079460000')).toEqual(['Zoë Ångström'])
    expect(found(store, 'zo nobody')).toEqual([])
    expect(found(store, '"zo* OR')).toEqual([])
  })

  it('looks for parts of addresses only where no word was found, neither here nor in what was loaded', () => {
    const store = storeWith(
      [{ name: 'Ada', email: 'ada@velace.example' }],
      [aNewRow('new-1', 'Bo', { shown: { email: 'lovelace@engines.example', phone: '+44 7946 0000' } })],
    )
    expect(found(store, 'lace@eng')).toEqual(['Bo'])
    expect(found(store, '946-000')).toEqual(['Bo'])
    // A word of a loaded row begins with it.
    expect(found(store, 'velace')).toEqual(['Ada'])
    store.ask('writeOutbox', { laid: [aNewRow('new-2', 'Love Engines')] })
    expect(found(store, 'engines')).toEqual(['Love Engines', 'Bo'])
    store.ask('writeOutbox', { unlaid: [aNewRow('new-1', '').key] })
    expect(found(store, 'ngines')).toEqual([])
  })

  it('forgets what lay there before it was replaced or taken away', () => {
    const store = storeWith([], [aNewRow('new-1', 'Ada', { shown: { email: 'ada@one.example' } })])
    expect(found(store, 'ada')).toEqual(['Ada'])
    store.ask('writeOutbox', { laid: [aNewRow('new-1', 'Bo')] })
    expect([found(store, 'ada'), found(store, 'da@one'), found(store, 'bo')]).toEqual([[], [], ['Bo']])
    store.ask('writeOutbox', { unlaid: [aNewRow('new-1', '').key] })
    expect(found(store, 'bo')).toEqual([])
  })

  it('keeps to the type and the account that are asked for', () => {
    const store = storeWith(
      [{ name: 'one' }, { name: 'two', accountId: anotherAccountId }, { name: 'three', type: 'deal' }],
      [
        aLaidRow({ externalId: '0', shown: { name: 'Ada one' } }),
        aLaidRow({ externalId: '1', accountId: anotherAccountId, shown: { name: 'Ada two' } }),
        aLaidRow({ externalId: '2', type: 'deal', shown: { name: 'Ada three' } }),
        aNewRow('new-7', 'Ada new', { accountId: anotherAccountId, madeAtMs: -1 }),
      ],
    )
    expect(found(store, 'ada')).toEqual(['Ada three', 'Ada two', 'Ada one', 'Ada new'])
    expect(found(store, 'ada', { accountId: anotherAccountId })).toEqual(['Ada two', 'Ada new'])
    expect(found(store, 'ada', { type: 'deal' })).toEqual(['Ada three'])
  })

  // A few of them, and so many that one walk over the hits looks for all.
  it.each([8, 458])(
    'lists each once among more hits than are gathered, and every position is exact, with %i laid rows (U10)',
    (count) => {
      const hits = 2_300
      const store = storeWithOutbox(temporaryFolder())
      const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
      const items = Array.from({ length: hits }, (_, n) =>
        anItem({ ...bare, externalId: String(n), name: n % 10 === 0 ? `Other ${n}` : `Common ${n}` }),
      )
      store.ask('applyPage', { ...emptyPage, runId, items, next: null, nowMs: 1 })
      const at = (offset: number, limit = 3) =>
        store.ask('listItems', { query: aQuery({ search: 'common' }), offset, limit })
      const namesAt = (offset: number) => at(offset).rows.map(({ name }) => name)
      const laid = Array.from({ length: count }, (_, n) =>
        aLaidRow({ externalId: String(5 * n), shown: { name: `Common laid ${5 * n}` } }),
      )
      store.ask('writeOutbox', { laid })
      const others = laid.filter((_, n) => n % 2 === 0).map(({ key }) => key)
      const first = others.length
      expect(at(0, first).rows.map(({ key }) => key)).toEqual(others.toReversed())
      expect(at(0)).toMatchObject({ total: 2_000 + first, isMore: true, progress: null })
      expect(namesAt(first - 1)).toEqual(['Common laid 0', 'Common 2299', 'Common 2298'])
      const total = hits - hits / 10 + first
      expect(at(1_500)).toMatchObject({ total, isMore: false, progress: null })
      expect(namesAt(total - 1)).toEqual(['Common 1'])
      expect(namesAt(total)).toEqual([])
    },
  )
})
