import { describe, expect, it } from 'vitest'
import { anAccountId, anItem, anotherAccountId, aQuery } from '../../tests/support/made-up-items.ts'
import { aFeed, aFullRun, contactFeed, emptyPage } from '../../tests/support/made-up-runs.ts'
import { aKey, storeWithWorkspace, type StoreInTest } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { feedNameSchema } from '../shared/model/feed.ts'
import type { StoredItem, StoreInput } from '../shared/store-protocol.ts'

const stream = { accountId: anAccountId, type: 'contact' } as const

function contacts(from: number, to: number, record = '{}'): StoredItem[] {
  return Array.from({ length: to - from }, (_, n) =>
    anItem({ externalId: String(from + n), name: `Name ${from + n}`, record }),
  )
}

/** `total` counts the rows of everything. */
function loadAll(store: StoreInTest, items: StoredItem[], nowMs = 1): { removed: number; total: number } {
  const { runId } = store.ask('beginRun', { ...aFullRun, nowMs })
  store.ask('applyPage', { ...emptyPage, runId, items, next: null, nowMs })
  const { removed } = store.ask('finishRun', { ...aFeed, runId, removesUnseen: true, nowMs })
  return { removed, total: ids(store).length }
}

function finish(store: StoreInTest, runId: number, nowMs: number): { removed: number; next: number | null } {
  return store.ask('finishRun', { ...aFeed, runId, removesUnseen: true, nowMs })
}

function ids(store: StoreInTest): string[] {
  const { rows } = store.ask('listItems', { query: aQuery(), offset: 0, limit: 500 })
  return rows.map((row) => row.externalId).sort((a, b) => Number(a) - Number(b))
}

describe('a load', () => {
  it('tells whether a row, a link or a fact is other than it was', () => {
    const store = storeWithWorkspace(temporaryFolder())
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
    const [ada, bo] = contacts(0, 2)
    if (ada === undefined || bo === undefined) throw new Error('there are two')
    const hasNews = (page: Partial<StoreInput<'applyPage'>>): boolean =>
      store.ask('applyPage', { ...emptyPage, ...page, runId, nowMs: 2 }).hasNews
    const both = { from: ada.item.key, toType: 'contact' as const, to: [{ key: bo.item.key, label: 'a' }] }
    const pages: Partial<StoreInput<'applyPage'>>[] = [
      { items: [ada, bo] },
      { items: [anItem({ externalId: '0', name: 'Another' })] },
      { facts: [{ name: 'owners', json: '1' }] },
      { facts: [{ name: 'owners', json: '2' }] },
      { links: [both] },
      { links: [{ ...both, to: [{ key: bo.item.key, label: null }] }] },
      { links: [{ ...both, to: [] }] },
      { gone: [bo.item.key] },
    ]
    for (const page of pages) {
      expect([hasNews(page), hasNews(page)]).toEqual([true, false])
    }
    expect(hasNews({ facts: [{ name: 'known', json: '1', isForRuns: true }] })).toBe(false)
  })

  it('stores every page and tells what was new', () => {
    const store = storeWithWorkspace(temporaryFolder())
    const { runId, cursor, seen } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
    expect({ cursor, seen }).toEqual({ cursor: null, seen: 0 })
    const page = { ...emptyPage, runId, nowMs: 2 }
    expect(store.ask('applyPage', { ...page, items: contacts(0, 3), next: 'b' })).toEqual({
      added: 3,
      changed: 0,
      unchanged: 0,
      removed: 0,
      leftOut: 0,
      hasNews: true,
      seen: 3,
    })
    const never = { full: null, changes: null, removals: null, sweep: null }
    const state = { ...aFeed, watermark: null, counts: [{ type: 'contact', count: 3 }] }
    expect(store.ask('feedStates', { accountId: null })).toEqual([
      { ...state, run: { mode: 'full', seen: 3, startedAtMs: 1 }, finishedAtMs: never },
    ])
    expect(store.ask('applyPage', { ...page, items: contacts(3, 5), next: null }).added).toBe(2)
    expect(finish(store, runId, 9)).toEqual({ removed: 0, next: null })
    expect(store.ask('feedStates', { accountId: anAccountId })).toEqual([
      {
        ...state,
        run: null,
        finishedAtMs: { full: 9, changes: 9, removals: 9, sweep: 9 },
        counts: [{ type: 'contact', count: 5 }],
      },
    ])
    expect(store.ask('feedStates', { accountId: anotherAccountId })).toEqual([])
    expect(store.ask('countItems', {})).toEqual([{ ...stream, count: 5 }])
  })

  it('goes on where it was interrupted, with the same run, after the file was closed', () => {
    const folder = temporaryFolder()
    const store = storeWithWorkspace(folder)
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
    store.ask('applyPage', { ...emptyPage, runId, items: contacts(0, 3), next: 'page 2', nowMs: 1 })
    store.ask('openWorkspace', { folder, key: aKey })
    expect(store.ask('beginRun', { ...aFullRun, nowMs: 5 })).toEqual({
      runId,
      cursor: 'page 2',
      seen: 3,
      startedAtMs: 1,
      watermark: null,
    })
  })

  it('counts a row once that comes in two pages of a run', () => {
    const store = storeWithWorkspace(temporaryFolder())
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
    const page = { ...emptyPage, runId, next: 'x', nowMs: 1 }
    store.ask('applyPage', { ...page, items: [...contacts(0, 3), ...contacts(2, 4)] })
    store.ask('applyPage', { ...page, items: contacts(3, 5) })
    expect(store.ask('beginRun', { ...aFullRun, nowMs: 1 }).seen).toBe(5)
    expect(store.ask('countItems', {})).toEqual([{ ...stream, count: 5 }])
  })

  it('leaves rows alone that did not change, and still says when they were confirmed', () => {
    const store = storeWithWorkspace(temporaryFolder())
    loadAll(store, contacts(0, 3), 100)
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 200 })
    const items = [...contacts(0, 2), ...contacts(2, 3, '{"changed":1}')]
    expect(store.ask('applyPage', { ...emptyPage, runId, items, next: null, nowMs: 200 })).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 2,
    })
    const [unchanged, changed] = [items[0]!, items[2]!].map(({ item }) => store.ask('getItem', item))
    expect(unchanged).toMatchObject({ record: '{}', loadedAtMs: 200 })
    expect(changed).toMatchObject({ record: '{"changed":1}', loadedAtMs: 200 })
  })

  it('removes, when it is complete, the rows that it did not see', () => {
    const store = storeWithWorkspace(temporaryFolder())
    loadAll(store, contacts(0, 6))
    expect(loadAll(store, contacts(2, 8))).toEqual({ removed: 2, total: 6 })
    expect(ids(store)).toEqual(['2', '3', '4', '5', '6', '7'])
    const gone = contacts(0, 1)[0]!.item
    expect(store.ask('getItem', gone)).toBeNull()
    expect(store.ask('listItems', { query: aQuery({ search: 'name 1' }), offset: 0, limit: 9 }).total).toBe(0)
  })

  it('deletes nothing while it is not finished', () => {
    const store = storeWithWorkspace(temporaryFolder())
    loadAll(store, contacts(0, 6))
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
    store.ask('applyPage', { ...emptyPage, runId, items: contacts(4, 5), next: null, nowMs: 1 })
    expect(ids(store)).toHaveLength(6)
    expect(store.ask('feedStates', { accountId: null })).toMatchObject([
      { run: { mode: 'full' }, finishedAtMs: { full: 1 } },
    ])
  })

  it('removes many rows a part at a time, and is ended with the last of them', () => {
    const store = storeWithWorkspace(temporaryFolder())
    loadAll(store, contacts(0, 1_203))
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
    const page = { ...emptyPage, runId, next: null, nowMs: 1 }
    store.ask('applyPage', { ...page, items: [...contacts(0, 2), ...contacts(1_202, 1_203)] })
    const end = { ...aFeed, runId, removesUnseen: true, nowMs: 7 }
    const counts = () => store.ask('countItems', {}).map(({ count }) => count)
    const runs = () => store.ask('feedStates', { accountId: null }).map(({ run }) => run?.mode)

    const first = store.ask('finishRun', end)
    expect([first.removed, counts(), runs()]).toEqual([500, [703], ['full']])
    // What comes meanwhile is met.
    store.ask('putItem', { feed: contactFeed, item: contacts(1_000, 1_001)[0]!, nowMs: 1 })
    const second = store.ask('finishRun', { ...end, after: first.next! })
    expect([second.removed, counts(), runs()]).toEqual([500, [203], ['full']])
    expect(store.ask('finishRun', { ...end, after: second.next! })).toEqual({ removed: 199, next: null })
    expect([ids(store), runs()]).toEqual([['0', '1', '1000', '1202'], [undefined]])
    expect(store.refusal('finishRun', end)).toBe('stale-run')
  })

  it('touches neither another type nor another account', () => {
    const store = storeWithWorkspace(temporaryFolder())
    const others = [
      anItem({ externalId: '1', type: 'deal' }),
      anItem({ externalId: '1', accountId: anotherAccountId }),
    ]
    for (const item of others) {
      store.ask('putItem', { feed: feedNameSchema.parse(item.item.type), item, nowMs: 1 })
    }
    loadAll(store, contacts(0, 2))
    expect(loadAll(store, [])).toEqual({ removed: 2, total: 2 })
    for (const { item } of others) expect(store.ask('getItem', item)?.item).toEqual(item)
  })

  it('is refused a page or an end of any run but its own', () => {
    const store = storeWithWorkspace(temporaryFolder())
    const first = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
    const page = { ...emptyPage, items: contacts(0, 1), next: null, nowMs: 1 }
    expect(store.refusal('applyPage', { ...page, runId: first.runId + 1 })).toBe('stale-run')
    store.ask('finishRun', { ...aFeed, runId: first.runId, removesUnseen: true, nowMs: 1 })
    expect(store.refusal('applyPage', { ...page, runId: first.runId })).toBe('stale-run')
    const second = store.ask('beginRun', { ...aFullRun, nowMs: 2 })
    expect(second.runId).toBeGreaterThan(first.runId)
    expect(store.refusal('finishRun', { ...aFeed, runId: first.runId, removesUnseen: true, nowMs: 1 })).toBe(
      'stale-run',
    )
    expect(ids(store)).toEqual([])
  })

  it('takes back a whole page of which one row cannot be stored', () => {
    const store = storeWithWorkspace(temporaryFolder())
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
    const page = { ...emptyPage, runId, next: 'next', nowMs: 1 }
    const foreign = anItem({ externalId: '9', accountId: anotherAccountId })
    expect(store.refusal('applyPage', { ...page, items: [...contacts(0, 2), foreign] })).toBe('internal')
    expect(ids(store)).toEqual([])
    expect(store.ask('getItem', contacts(0, 1)[0]!.item)).toBeNull()
    expect(store.ask('beginRun', { ...aFullRun, nowMs: 1 })).toMatchObject({ runId, cursor: null, seen: 0 })
  })
})

describe("the user's own change", () => {
  it('is stored at once and read back whole', () => {
    const store = storeWithWorkspace(temporaryFolder())
    const created = anItem({ externalId: '7', isDirectory: true, childCount: 3 })
    store.ask('putItem', { feed: contactFeed, item: created, nowMs: 50 })
    expect(store.ask('getItem', created.item)).toEqual({ ...created, loadedAtMs: 50 })
    const changed = anItem({ externalId: '7', name: 'Grace Hopper', modifiedAtMs: null, phone: null })
    store.ask('putItem', { feed: contactFeed, item: changed, nowMs: 60 })
    expect(store.ask('getItem', created.item)).toEqual({ ...changed, loadedAtMs: 60 })
    expect(store.ask('listItems', { query: aQuery({ search: 'lovelace' }), offset: 0, limit: 9 }).total).toBe(
      0,
    )
    expect(store.ask('listItems', { query: aQuery({ search: 'hopper' }), offset: 0, limit: 9 }).total).toBe(1)
    expect(store.ask('feedStates', { accountId: null })).toMatchObject([
      { run: null, finishedAtMs: { full: null }, counts: [{ type: 'contact', count: 1 }] },
    ])
  })

  it('survives the load that began before it', () => {
    const store = storeWithWorkspace(temporaryFolder())
    loadAll(store, contacts(0, 3))
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
    store.ask('putItem', { feed: contactFeed, item: contacts(3, 4)[0]!, nowMs: 2 })
    store.ask('putItem', { feed: contactFeed, item: contacts(0, 1)[0]!, nowMs: 2 })
    expect(store.ask('beginRun', { ...aFullRun, nowMs: 1 }).seen).toBe(2)
    store.ask('applyPage', { ...emptyPage, runId, items: contacts(1, 2), next: null, nowMs: 3 })
    expect(finish(store, runId, 4).removed).toBe(1)
    expect(ids(store)).toEqual(['0', '1', '3'])
  })

  it('is removed by a later load that does not find it any more', () => {
    const store = storeWithWorkspace(temporaryFolder())
    store.ask('putItem', { feed: contactFeed, item: contacts(3, 4)[0]!, nowMs: 2 })
    expect(loadAll(store, contacts(0, 1))).toEqual({ removed: 1, total: 1 })
  })

  it('removes an item from everywhere', () => {
    const store = storeWithWorkspace(temporaryFolder())
    loadAll(store, contacts(0, 3))
    const { item } = contacts(1, 2)[0]!
    expect(store.ask('removeItem', { key: item.key, nowMs: 1 })).toEqual({ removed: true })
    expect(store.ask('removeItem', { key: item.key, nowMs: 1 })).toEqual({ removed: false })
    expect(store.ask('getItem', item)).toBeNull()
    expect(ids(store)).toEqual(['0', '2'])
    expect(store.ask('countItems', {})).toEqual([{ ...stream, count: 2 }])
  })
})

describe('removing an account', () => {
  it('hides its items at once, refuses its loads, and deletes the rows afterwards', () => {
    const store = storeWithWorkspace(temporaryFolder())
    loadAll(store, contacts(0, 450))
    const kept = anItem({ externalId: '1', accountId: anotherAccountId })
    store.ask('putItem', { feed: contactFeed, item: kept, nowMs: 1 })
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })

    expect(store.ask('removeAccount', { accountId: anAccountId })).toEqual({ removed: 450 })
    expect(ids(store)).toEqual(['1'])
    expect(store.ask('listItems', { query: aQuery({ search: 'name' }), offset: 0, limit: 9 }).total).toBe(0)
    expect(store.ask('getItem', contacts(0, 1)[0]!.item)).toBeNull()
    const late = { ...emptyPage, runId, items: contacts(0, 1), next: null, nowMs: 1 }
    expect(store.refusal('applyPage', late)).toBe('stale-run')

    let steps = 0
    while (store.tidy()) steps++
    expect(steps).toBeGreaterThan(2)
    expect(store.ask('countItems', {})).toEqual([{ accountId: anotherAccountId, type: 'contact', count: 1 }])
    expect(store.ask('getItem', kept.item)?.item).toEqual(kept.item)
  })

  it('lets the same account be loaded again before the old rows are gone', () => {
    const store = storeWithWorkspace(temporaryFolder())
    loadAll(store, contacts(0, 300))
    store.ask('removeAccount', { accountId: anAccountId })
    expect(loadAll(store, contacts(0, 2, '{"again":true}'))).toEqual({ removed: 0, total: 2 })
    while (store.tidy());
    expect(store.ask('getItem', contacts(0, 1)[0]!.item)).toMatchObject({ record: '{"again":true}' })
    expect(ids(store)).toEqual(['0', '1'])
  })
})
