import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createStoreClient } from '../../src/main/store/store-client.ts'
import { anAccountId, anItem, anotherAccountId, aQuery, generatedItem } from '../support/made-up-items.ts'
import { aFeed, aFullRun, contactFeed, emptyPage } from '../support/made-up-runs.ts'
import { aChange, aLaidRow, aNewRow } from '../support/made-up-changes.ts'
import { aKey } from '../support/opened-store.ts'
import { logBytes, plainPages } from '../support/plain-pages.ts'
import { askingOver, startStoreInNode, type Ask } from '../support/store-in-node.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const list = (search: string) => ({ query: aQuery({ search }), offset: 0, limit: 100 })

async function openedStore(folder = temporaryFolder()) {
  const store = startStoreInNode()
  onTestFinished(store.close)
  const ask = askingOver(store.wire)
  await ask('openWorkspace', { folder, key: aKey })
  return { store, ask, folder }
}

const pageOf = (from: number, length: number) => Array.from({ length }, (_, n) => generatedItem(from + n))

async function load(ask: Ask, pages: number, pageSize: number): Promise<void> {
  const { runId } = await ask('beginRun', { ...aFullRun, nowMs: 1 })
  for (let page = 0; page < pages; page += 1) {
    const items = pageOf(page * pageSize, pageSize)
    await ask('applyPage', { ...emptyPage, runId, items, next: String(page), nowMs: 1 })
  }
  await ask('finishRun', { ...aFeed, runId, removesUnseen: true, nowMs: 1 })
}

describe('reading while the store writes', () => {
  it('does not wait for a change that was asked for before', async () => {
    const { ask } = await openedStore()
    const { runId } = await ask('beginRun', { ...aFullRun, nowMs: 1 })
    const order: string[] = []
    const items = pageOf(0, 3_000)
    await Promise.all([
      ask('applyPage', { ...emptyPage, runId, items, next: null, nowMs: 1 }).then(() => order.push('page')),
      ask('listItems', list('')).then(({ total }) => order.push(`list of ${total}`)),
      ask('countItems', {}).then(() => order.push('counts')),
    ])
    expect(order).toEqual(['list of 0', 'counts', 'page'])
  })

  it('sees every change that was answered before it was asked for, and forgets what it had found', async () => {
    const { ask } = await openedStore()
    for (let n = 1; n <= 100; n += 1) {
      const { item, record } = anItem({ externalId: String(n), name: `Ada ${n}` })
      await ask('putItem', { feed: contactFeed, item: { item, record }, nowMs: n })
      const [found, listed, stored] = await Promise.all([
        ask('listItems', list('ada')),
        ask('listItems', list('')),
        ask('getItem', item),
      ])
      expect([found.total, listed.total, stored?.loadedAtMs]).toEqual([n, n, n])
      if (n % 10 === 0) {
        await ask('removeItem', { key: item.key, nowMs: 1 })
        expect((await ask('listItems', list('ada'))).total).toBe(n - 1)
        await ask('putItem', { feed: contactFeed, item: { item, record }, nowMs: n })
      }
    }
  })

  it('sees whole pages and one state of the file in each window, while rows come and go', async () => {
    const { ask } = await openedStore()
    const state = { isChanging: true }
    const totals = new Set<number>()
    const changing = (async () => {
      await load(ask, 8, 100)
      await Promise.all(pageOf(0, 800).map(({ item }) => ask('removeItem', { key: item.key, nowMs: 1 })))
      state.isChanging = false
    })()
    while (state.isChanging) {
      for (const search of ['', 'smith', 'ada']) {
        // A row that went between two statements would be taken for damage.
        const { rows, total } = await ask('listItems', list(search))
        expect(rows).toHaveLength(Math.min(100, total))
        if (search === '') totals.add(total)
      }
    }
    await changing
    expect(totals.size).toBeGreaterThan(4)
  })

  it('lays over the list whatever was written to the outbox before, and forgets what lay there (U10)', async () => {
    const { ask, folder } = await openedStore()
    await ask('putItem', { feed: contactFeed, item: anItem({ name: 'Bo', email: null }), nowMs: 1 })
    expect((await ask('listItems', list(''))).total).toBe(1)
    await ask('openOutbox', { folder, key: aKey })
    const shown = async () => {
      const [all, found, counts, { changes }] = await Promise.all([
        ask('listItems', list('')),
        ask('listItems', list('ada')),
        ask('countItems', {}),
        ask('readOutbox', {}),
      ])
      return [all.total, found.total, counts[0]?.count, changes.length]
    }
    expect(await shown()).toEqual([1, 0, 1, 0])
    for (let n = 1; n <= 40; n += 1) {
      await ask('writeOutbox', { changes: [aChange({ seq: n })], laid: [aNewRow(`new-${n}`, `Ada ${n}`)] })
      expect(await shown()).toEqual([n + 1, n, n + 1, n])
      if (n % 10 === 0) {
        await ask('writeOutbox', { laid: [aLaidRow({ shown: { name: 'Ada Bo' } })] })
        expect(await shown()).toEqual([n + 1, n + 1, n + 1, n])
        // The row that it lies over goes and comes: only the cache has changed.
        await ask('removeItem', { key: aLaidRow().key, nowMs: 1 })
        expect(await shown()).toEqual([n, n, n, n])
        await ask('putItem', { feed: contactFeed, item: anItem({ name: 'Bo', email: null }), nowMs: 1 })
        await ask('writeOutbox', { unlaid: [aLaidRow().key] })
        expect(await shown()).toEqual([n + 1, n, n + 1, n])
      }
    }
    const made = Array.from({ length: 40 }, (_, n) => aNewRow(`new-${n + 1}`, '').key)
    await ask('writeOutbox', { unlaid: made })
    expect((await shown()).slice(0, 3)).toEqual([1, 0, 1])
    await ask('closeAll', {})
    expect(logBytes(path.join(folder, 'outbox.db'))).toBe(0)
  })

  it('R42: keeps nothing of a removed account, however much is read meanwhile', async () => {
    const { ask, folder } = await openedStore()
    for (const accountId of [anAccountId, anotherAccountId]) {
      const items = Array.from({ length: 400 }, (_, n) =>
        anItem({
          accountId,
          externalId: `${n}`,
          name: `name-${accountId}-${n}`,
          record: `"${accountId}${n}"`,
        }),
      )
      const { runId } = await ask('beginRun', { ...aFullRun, accountId, nowMs: 1 })
      await ask('applyPage', { ...emptyPage, accountId, runId, items, next: null, nowMs: 1 })
    }
    await ask('removeAccount', { accountId: anAccountId })
    for (let isDone = false; !isDone;) {
      const [removal, { total }] = await Promise.all([
        ask('finishRemovals', {}),
        ask('listItems', list('name')),
        ask('listItems', list('')),
      ])
      expect(total).toBe(400)
      isDone = removal.isDone
    }
    const file = path.join(folder, 'cache.db')
    const pages = plainPages(file, aKey, path.join(temporaryFolder(), 'copy.db'))
    expect(logBytes(file)).toBe(0)
    expect([pages.includes(`"${anotherAccountId}7"`), pages.includes(`"${anAccountId}7"`)]).toEqual([
      true,
      false,
    ])
  })

  it('ends the whole process when the thread that writes has died, so that another one is started', async () => {
    const { store, ask } = await openedStore()
    const client = createStoreClient(store.wire)
    await ask('putItem', { feed: contactFeed, item: anItem(), nowMs: 1 })
    const exited = new Promise<void>((resolve) => store.wire.onExit(resolve))
    store.endWriter()
    await exited
    expect(await client.send('countItems', {}, null)).toBe(null)
  })

  it('closes in the right order: no log is left beside the file', async () => {
    const { ask, folder } = await openedStore()
    // After an opening the writer tidies up when nobody asks, and empties the log at the end of that.
    expect(await ask('finishRemovals', {})).toEqual({ isDone: true })
    await ask('putItem', { feed: contactFeed, item: anItem(), nowMs: 1 })
    await ask('listItems', list('ada'))
    const file = path.join(folder, 'cache.db')
    expect(logBytes(file)).toBeGreaterThan(0)
    await ask('closeAll', {})
    expect(logBytes(file)).toBe(0)
    await ask('openWorkspace', { folder, key: aKey })
    await ask('countItems', {})
    expect((await ask('openWorkspace', { folder, key: aKey, isKnownDamaged: true })).outcome).toBe(
      'set-aside',
    )
    expect(await ask('countItems', {})).toEqual([])
  })
})
