import { describe, expect, it } from 'vitest'
import { feedNameSchema } from '../shared/model/feed.ts'
import type { StoreInput, StoredItem } from '../shared/store-protocol.ts'
import { anAccountId, anItem } from '../../tests/support/made-up-items.ts'
import { aFeed, aFullRun, emptyPage } from '../../tests/support/made-up-runs.ts'
import { storeWithWorkspace, type StoreInTest } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

const anotherFeed = { accountId: anAccountId, feed: feedNameSchema.parse('records:b/t') } as const

const contacts = (from: number, to: number, chosen = {}): StoredItem[] =>
  Array.from({ length: to - from }, (_, n) => anItem({ externalId: String(from + n), ...chosen }))
const keysOf = (items: readonly StoredItem[]) => items.map(({ item }) => item.key)

function run(
  store: StoreInTest,
  page: Partial<StoreInput<'applyPage'>>,
  { mode = 'full', removesUnseen = false }: { mode?: 'full' | 'changes'; removesUnseen?: boolean } = {},
) {
  const { runId } = store.ask('beginRun', { ...aFeed, mode, nowMs: 1_000 })
  const outcome = store.ask('applyPage', { ...emptyPage, nowMs: 1_000, ...page, runId })
  const { removed } = store.ask('finishRun', { ...aFeed, runId, removesUnseen, nowMs: 1_000 })
  return { ...outcome, removed: outcome.removed + removed }
}

const count = (store: StoreInTest): number =>
  store.ask('countItems', {}).reduce((sum, one) => sum + one.count, 0)

describe('a run', () => {
  it('moves the watermark only when it is finished, and keeps the first one that it was told', () => {
    const store = storeWithWorkspace(temporaryFolder())
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
    store.ask('applyPage', { ...emptyPage, runId, watermark: 'first', next: 'x', nowMs: 1 })
    store.ask('applyPage', { ...emptyPage, runId, watermark: 'second', nowMs: 1 })
    expect(store.ask('feedStates', { accountId: null })[0]?.watermark).toBeNull()
    store.ask('finishRun', { ...aFeed, runId, removesUnseen: false, nowMs: 1 })
    expect(store.ask('beginRun', { ...aFeed, mode: 'changes', nowMs: 2 }).watermark).toBe('first')
  })

  it('is forgotten when one of another mode begins, and what it stored stays', () => {
    const store = storeWithWorkspace(temporaryFolder())
    const full = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
    store.ask('applyPage', { ...emptyPage, runId: full.runId, items: contacts(0, 2), next: 'x', nowMs: 1 })
    const changes = store.ask('beginRun', { ...aFeed, mode: 'changes', nowMs: 2 })
    expect(changes).toMatchObject({ cursor: null, seen: 0 })
    const late = { ...emptyPage, runId: full.runId, items: contacts(2, 3), nowMs: 2 }
    expect(store.refusal('applyPage', late)).toBe('stale-run')
    expect(count(store)).toBe(2)
  })

  it('counts what it did for the modes that it stands in for', () => {
    const store = storeWithWorkspace(temporaryFolder())
    run(store, {})
    const finish = (mode: 'changes' | 'sweep', nowMs: number): void => {
      const { runId } = store.ask('beginRun', { ...aFeed, mode, nowMs })
      store.ask('finishRun', { ...aFeed, runId, removesUnseen: false, nowMs })
    }
    finish('changes', 2_000)
    finish('sweep', 3_000)
    expect(store.ask('feedStates', { accountId: null })[0]?.finishedAtMs).toEqual({
      full: 1_000,
      changes: 2_000,
      removals: 3_000,
      sweep: 3_000,
    })
  })
})

describe('rows that are looked for in vain', () => {
  it('stay the first time, go the second time in a row, and start anew when they were met between', () => {
    const store = storeWithWorkspace(temporaryFolder())
    const items = contacts(0, 2)
    const missed = keysOf(items.slice(0, 1))
    run(store, { items })
    expect(run(store, { missed }).removed).toBe(0)
    expect(run(store, { items }).removed).toBe(0)
    expect(run(store, { missed }).removed).toBe(0)
    expect(count(store)).toBe(2)
    expect(run(store, { missed }).removed).toBe(1)
    expect(count(store)).toBe(1)
  })

  it('are counted once a run, however often it says so', () => {
    const store = storeWithWorkspace(temporaryFolder())
    const items = contacts(0, 1)
    run(store, { items })
    expect(run(store, { missed: [...keysOf(items), ...keysOf(items)] }).removed).toBe(0)
  })

  it('are named as not met, those that were looked at longest ago first', () => {
    const store = storeWithWorkspace(temporaryFolder())
    run(store, { items: contacts(0, 4) })
    run(store, { kept: keysOf(contacts(0, 1)), nowMs: 9_000 }, { mode: 'changes' })
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 2_000 })
    store.ask('applyPage', { ...emptyPage, runId, items: contacts(2, 3), nowMs: 2_000 })
    const ref = { ...aFeed, runId }
    const all = store.ask('unseenRows', { ...ref, limit: 10 })
    expect(all.map(({ externalId }) => externalId)).toEqual(['1', '3', '0'])
    expect(all[0]).toMatchObject({ type: 'contact', misses: 0, modifiedAtMs: 1_700_000_000_000 })
    expect(store.ask('unseenRows', { ...ref, limit: 1 }).map(({ externalId }) => externalId)).toEqual(['1'])
  })
})

describe('a provider whose times of change only grow', () => {
  const newer = anItem({ externalId: '1', name: 'new', modifiedAtMs: 2_000 })
  const older = anItem({ externalId: '1', name: 'old', modifiedAtMs: 1_000 })
  const nameOf = (store: StoreInTest) => store.ask('getItem', newer.item)?.item.name

  it('never has a newer state replaced by an older one, which counts as met all the same', () => {
    const store = storeWithWorkspace(temporaryFolder())
    run(store, { items: [newer] })
    expect(run(store, { items: [older], keepsNewer: true }, { removesUnseen: true })).toMatchObject({
      changed: 0,
      removed: 0,
      seen: 1,
    })
    expect(nameOf(store)).toBe('new')
    run(store, { items: [older] })
    expect(nameOf(store)).toBe('old')
  })

  it('does not get back for a while what was removed, unless it changed since', () => {
    const store = storeWithWorkspace(temporaryFolder())
    run(store, { items: [newer] })
    store.ask('removeItem', { key: newer.item.key, nowMs: 1_000 })
    expect(run(store, { items: [newer], keepsNewer: true })).toMatchObject({ added: 0, leftOut: 0 })
    expect(nameOf(store)).toBeUndefined()
    const restored = anItem({ externalId: '1', name: 'back', modifiedAtMs: 2_001 })
    run(store, { items: [restored], keepsNewer: true })
    expect(nameOf(store)).toBe('back')
  })

  it('gets it back when the time is over in which an index may lag behind', () => {
    const store = storeWithWorkspace(temporaryFolder())
    run(store, { items: [newer] })
    store.ask('removeItem', { key: newer.item.key, nowMs: 1_000 })
    run(store, { items: [newer], keepsNewer: true, nowMs: 1_000 + 16 * 60_000 })
    expect(nameOf(store)).toBe('new')
  })
})

describe('a cap', () => {
  it('leaves out what would be one more, says so, and still changes what is there', () => {
    const store = storeWithWorkspace(temporaryFolder())
    expect(run(store, { items: contacts(0, 5), caps: { contact: 3, deal: 1 } })).toMatchObject({
      added: 3,
      leftOut: 2,
    })
    expect(run(store, { items: contacts(1, 6, { name: 'x' }), caps: { contact: 3 } })).toMatchObject({
      changed: 2,
      leftOut: 3,
    })
    expect(run(store, { items: contacts(3, 5) })).toMatchObject({ added: 2, leftOut: 0 })
  })
})

describe('comparing with what is there', () => {
  it('meets rows with the same time of change and names all others', () => {
    const store = storeWithWorkspace(temporaryFolder())
    run(store, { items: [...contacts(0, 2), ...contacts(2, 3, { modifiedAtMs: null })] })
    const { runId } = store.ask('beginRun', { ...aFeed, mode: 'sweep', nowMs: 2_000 })
    const [same, changed, timeless, unknown] = keysOf(contacts(0, 4))
    const rows = [
      { key: same!, modifiedAtMs: 1_700_000_000_000 },
      { key: changed!, modifiedAtMs: 1 },
      { key: timeless!, modifiedAtMs: null },
      { key: unknown!, modifiedAtMs: 1 },
    ]
    expect(store.ask('compareRows', { ...aFeed, runId, rows })).toEqual([changed, unknown])
    const unseen = store.ask('unseenRows', { ...aFeed, runId, limit: 9 })
    expect(unseen.map(({ key }) => key)).toEqual([changed])
    // A comparison is no new look at the record.
    expect(store.ask('getItem', { key: same! })?.loadedAtMs).toBe(1_000)
  })
})

describe('two feeds of one type', () => {
  const records = (from: number, to: number): StoredItem[] => contacts(from, to, { type: 'record' })
  function runOf(feed: typeof anotherFeed, items: StoredItem[], store: StoreInTest): number {
    const { runId } = store.ask('beginRun', { ...feed, mode: 'full', nowMs: 1 })
    store.ask('applyPage', { ...emptyPage, ...feed, runId, items, nowMs: 1 })
    return store.ask('finishRun', { ...feed, runId, removesUnseen: true, nowMs: 1 }).removed
  }
  const third = { accountId: anAccountId, feed: feedNameSchema.parse('records:b/u') } as typeof anotherFeed

  it('remove only their own rows, and each counts its own', () => {
    const store = storeWithWorkspace(temporaryFolder())
    runOf(anotherFeed, records(0, 3), store)
    runOf(third, records(10, 12), store)
    expect(runOf(anotherFeed, records(1, 2), store)).toBe(2)
    const states = store.ask('feedStates', { accountId: null })
    expect(states.map(({ counts }) => counts)).toEqual([
      [{ type: 'record', count: 1 }],
      [{ type: 'record', count: 2 }],
    ])
    expect(count(store)).toBe(3)
  })

  it('can be removed one by one, some rows at a time; a page on its way is refused', () => {
    const store = storeWithWorkspace(temporaryFolder())
    runOf(anotherFeed, records(0, 700), store)
    runOf(third, records(2_000, 2_002), store)
    const { runId } = store.ask('beginRun', { ...anotherFeed, mode: 'changes', nowMs: 1 })
    expect(store.ask('removeFeed', anotherFeed)).toEqual({ removed: 500, isDone: false })
    expect(count(store)).toBe(202)
    const late = { ...emptyPage, ...anotherFeed, runId, items: records(0, 1), nowMs: 1 }
    expect(store.refusal('applyPage', late)).toBe('stale-run')
    expect(store.ask('removeFeed', anotherFeed)).toEqual({ removed: 200, isDone: true })
    expect(store.ask('feedStates', { accountId: null }).map(({ feed }) => feed)).toEqual([third.feed])
    expect(count(store)).toBe(2)
  })
})
