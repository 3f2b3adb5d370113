import { describe, expect, it } from 'vitest'
import type { ItemQuery } from '../shared/model/item.ts'
import { aFullRun, contactFeed, emptyPage } from '../../tests/support/made-up-runs.ts'
import { anAccountId, anItem, anotherAccountId, aQuery } from '../../tests/support/made-up-items.ts'
import { storeWithWorkspace, type StoreInTest } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

type Chosen = NonNullable<Parameters<typeof anItem>[0]>
const bare: Chosen = { email: null, organisation: null, phone: null }

function storeWith(items: Chosen[]): StoreInTest {
  const store = storeWithWorkspace(temporaryFolder())
  items.forEach((chosen, n) =>
    store.ask('putItem', {
      feed: contactFeed,
      item: anItem({ ...bare, externalId: String(n), ...chosen }),
      nowMs: 1,
    }),
  )
  return store
}

function found(store: StoreInTest, search: string, query: Partial<ItemQuery> = {}): string[] {
  const { rows, total } = store.ask('listItems', {
    query: aQuery({ ...query, search }),
    offset: 0,
    limit: 500,
  })
  expect(total).toBe(rows.length)
  return rows.map((row) => row.name)
}

describe('search', () => {
  it('takes every word as the beginning of a word, in any column and any order', () => {
    const store = storeWith([
      { name: 'Ada Lovelace', organisation: 'Analytical Engines' },
      { name: 'Ada Byron', email: 'ada@engines.example' },
      { name: 'Grace Hopper' },
    ])
    expect(found(store, 'love')).toEqual(['Ada Lovelace'])
    expect(found(store, 'ENG ada').sort()).toEqual(['Ada Byron', 'Ada Lovelace'])
    expect(found(store, 'ada hopper')).toEqual([])
    expect(found(store, 'a').sort()).toEqual(['Ada Byron', 'Ada Lovelace'])
  })

  it('reads letters with and without diacritics alike', () => {
    const store = storeWith([{ name: 'Zoë Ångström' }])
    for (const text of ['zoe', 'ZOË', 'ångs', 'angstrom', 'Zoe\u0308']) {
      expect(found(store, text)).toEqual(['Zoë Ångström'])
    }
  })

  it('puts whole words of the name first, then beginnings, then the other columns', () => {
    const store = storeWith([
      { name: 'Ann Smith' },
      { name: 'Bo Smithson' },
      { name: 'Cy Jones', organisation: 'Smith & Sons' },
      { name: 'Di Smith' },
    ])
    expect(found(store, 'smith')).toEqual(['Di Smith', 'Ann Smith', 'Bo Smithson', 'Cy Jones'])
  })

  it('finds part of an address when no word begins with it', () => {
    const store = storeWith([
      { name: 'one', email: 'ada.lovelace@engines.example' },
      { name: 'two', email: 'ADA.LÖVELACE@engines.example' },
    ])
    expect(found(store, 'velac').sort()).toEqual(['one', 'two'])
    expect(found(store, 'lace@eng').sort()).toEqual(['one', 'two'])
    expect(found(store, 'el')).toEqual([])
    expect(found(store, 'velac_')).toEqual([])
    expect(found(store, 've%ac')).toEqual([])
  })

  it('finds a phone number however it is written', () => {
    const store = storeWith([
      { name: 'one', phone: '+44 (20) 7946-0000' },
      { name: 'two', phone: '442079461111' },
    ])
    for (const text of ['+44 20 7946 0000', '442079460000', '(44)2079-460000', '020 7946 0000', '79460000']) {
      expect(found(store, text), text).toEqual(['one'])
    }
    expect(found(store, '44 207').sort()).toEqual(['one', 'two'])
  })

  it('lists more hits than it ranks newest first, all of them, with the true total (U10)', () => {
    const store = storeWithWorkspace(temporaryFolder())
    const hits = 1_300
    for (const type of ['contact', 'deal'] as const) {
      const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
      const items = Array.from({ length: hits }, (_, n) =>
        anItem({ ...bare, type, externalId: String(n), name: `Common ${type} ${n}` }),
      )
      store.ask('applyPage', { ...emptyPage, runId, items, next: null, nowMs: 1 })
    }
    const window = (query: ItemQuery, offset: number): string[] =>
      store.ask('listItems', { query, offset, limit: 3 }).rows.map((row) => `${row.type} ${row.externalId}`)

    const contacts = aQuery({ search: 'common', type: 'contact' })
    expect(store.ask('listItems', { query: contacts, offset: 0, limit: 1 }).total).toBe(hits)
    expect(window(contacts, 0)).toEqual(['contact 1299', 'contact 1298', 'contact 1297'])
    expect(window(contacts, hits - 2)).toEqual(['contact 1', 'contact 0'])

    // More than are gathered at once: they are counted as somebody looks further, and all of them can be reached.
    const everything = aQuery({ search: 'common' })
    const totalAt = (offset: number) => {
      const { total, isMore } = store.ask('listItems', { query: everything, offset, limit: 3 })
      return { total, isMore }
    }
    expect(totalAt(0)).toEqual({ total: 2_000, isMore: true })
    expect(totalAt(900)).toEqual({ total: 2_000, isMore: true })
    expect(totalAt(1_000)).toEqual({ total: 2 * hits, isMore: false })
    expect(totalAt(0)).toEqual({ total: 2 * hits, isMore: false })
    expect(window(everything, 0)).toEqual(['contact 1299', 'contact 1298', 'contact 1297'])
    expect(window(everything, hits - 2)).toEqual(['contact 1', 'contact 0', 'deal 1299'])
    expect(window(everything, hits + 2)).toEqual(['deal 1297', 'deal 1296', 'deal 1295'])
    expect(window(everything, 2 * hits - 1)).toEqual(['deal 0'])
    expect(window(everything, 2 * hits)).toEqual([])
  })

  it('reaches hits of streams that do not lie side by side', () => {
    const store = storeWithWorkspace(temporaryFolder())
    const types = ['contact', 'company', 'deal'] as const
    for (const type of types) {
      const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
      const items = Array.from({ length: 1_100 }, (_, n) =>
        anItem({ ...bare, type, externalId: String(n), name: type === 'company' ? 'Other' : `Common ${n}` }),
      )
      store.ask('applyPage', { ...emptyPage, runId, items, nowMs: 1 })
    }
    for (const accountId of [anAccountId, anotherAccountId]) {
      store.ask('putItem', {
        feed: contactFeed,
        item: anItem({ ...bare, accountId, type: 'deal', externalId: 'x', name: 'Common x' }),
        nowMs: 1,
      })
    }
    const other = anItem({ ...bare, accountId: anotherAccountId, externalId: 'y', name: 'Other' })
    store.ask('putItem', { feed: contactFeed, item: other, nowMs: 1 })
    const query = aQuery({ search: 'common', accountId: anAccountId })
    const at = (offset: number) => store.ask('listItems', { query, offset, limit: 2 })
    expect(at(1_099)).toMatchObject({ total: 2_201, isMore: false })
    expect(at(1_099).rows.map(({ type, externalId }) => `${type} ${externalId}`)).toEqual([
      'contact 0',
      'deal x',
    ])
    expect(at(2_200).rows.map(({ externalId }) => externalId)).toEqual(['0'])
  })

  it('searches the beginning of a value that is longer than anybody reads', () => {
    const long = Array.from({ length: 100_000 }, (_, n) => `word${n}`).join(' ')
    const store = storeWith([
      { name: `first ${long}`, email: `${'a'.repeat(100_000)}@example.org`, phone: long },
    ])
    expect(found(store, 'first word7')).toHaveLength(1)
    expect(found(store, 'word99999')).toEqual([])
    store.ask('putItem', {
      feed: contactFeed,
      item: anItem({ ...bare, externalId: '0', name: 'short' }),
      nowMs: 1,
    })
    expect(found(store, 'first')).toEqual([])
    expect(found(store, 'aaaa')).toEqual([])
  })

  it('looks again after a change', () => {
    const store = storeWith([{ name: 'Ada' }])
    expect(found(store, 'ada')).toEqual(['Ada'])
    store.ask('removeItem', { key: anItem({ externalId: '0' }).item.key, nowMs: 1 })
    expect(found(store, 'ada')).toEqual([])
  })

  it('lists everything for a text of nothing but space', () => {
    expect(found(storeWith([{ name: 'Ada' }]), ' \t ')).toEqual(['Ada'])
  })
})
