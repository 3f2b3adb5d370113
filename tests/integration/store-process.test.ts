import { describe, expect, it } from 'vitest'
import { createStoreClient } from '../../src/main/store/store-client.ts'
import { anAccountId, anItem, aQuery, generatedItem } from '../support/made-up-items.ts'
import { aFeed, aFullRun, contactFeed, emptyPage } from '../support/made-up-runs.ts'
import { aKey, storeWithWorkspace } from '../support/opened-store.ts'
import { askingOver, startStoreInNode, type StoreInNode } from '../support/store-in-node.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const stream = { accountId: anAccountId, type: 'contact' } as const

async function withStore(work: (store: StoreInNode) => Promise<void>): Promise<void> {
  const store = startStoreInNode()
  try {
    await work(store)
  } finally {
    await store.close()
  }
}

describe('the store process', () => {
  it('does the whole job over the wire', () =>
    withStore(async ({ wire }) => {
      const folder = temporaryFolder()
      const ask = askingOver(wire)
      const sealed = Uint8Array.from({ length: 300 }, (_, n) => n % 256)
      const grant = { kind: 'grant', workspaceId: 'w1', id: 'a1' }
      expect(await ask('openVault', { file: `${folder}/vault.db`, key: aKey })).toEqual({
        outcome: 'created',
      })
      await ask('writeVaultRecord', { ...grant, sealed })
      expect(Uint8Array.from((await ask('readVaultRecord', grant))!)).toEqual(sealed)

      expect(await ask('openWorkspace', { folder, key: aKey })).toEqual({ outcome: 'created' })
      const { runId } = await ask('beginRun', { ...aFullRun, nowMs: 1 })
      await ask('applyPage', { ...emptyPage, runId, items: [anItem()], next: null, nowMs: 1 })
      expect(await ask('finishRun', { ...aFeed, runId, removesUnseen: true, nowMs: 2 })).toEqual({
        removed: 0,
        next: null,
      })
      const { rows } = await ask('listItems', { query: aQuery({ search: 'ada' }), offset: 0, limit: 10 })
      expect(rows).toMatchObject([{ name: 'Ada Lovelace' }])
      expect(await ask('getItem', rows[0]!)).toEqual({ ...anItem(), loadedAtMs: 1 })
    }))

  it('answers in the order of the calls, without being waited for', () =>
    withStore(async ({ wire }) => {
      const ask = askingOver(wire)
      const put = { feed: contactFeed, item: anItem(), nowMs: 1 }
      const [, none, , removed] = await Promise.all([
        ask('openWorkspace', { folder: temporaryFolder(), key: aKey }),
        ask('countItems', {}),
        ask('putItem', put),
        ask('removeItem', { key: anItem().item.key, nowMs: 1 }),
        ask('putItem', put),
      ])
      expect([none, removed]).toEqual([[], { removed: true }])
      // A question may overtake changes, but not those that were answered.
      expect(await ask('countItems', {})).toEqual([{ ...stream, count: 1 }])
    }))

  it('keeps what it was told before its writer took over, and reads meanwhile', () =>
    withStore(async ({ wire }) => {
      const ask = askingOver(wire)
      const folder = temporaryFolder()
      const name = { kind: 'grant', workspaceId: 'w1', id: 'a1' }
      const sealed = new Uint8Array([1, 2, 3])
      await ask('openVault', { file: `${folder}/vault.db`, key: aKey })
      await ask('writeVaultRecord', { ...name, sealed })
      await ask('openWorkspace', { folder, key: aKey })
      await ask('openOutbox', { folder, key: aKey })
      const [put, before] = await Promise.all([
        ask('putItem', { feed: contactFeed, item: anItem(), nowMs: 1 }),
        ask('countItems', {}),
      ])
      expect(put).toBe(null)
      expect(before).toEqual([])
      expect(await ask('countItems', {})).toEqual([{ ...stream, count: 1 }])
      expect(await ask('readVaultRecord', name)).toEqual(sealed)
      expect(await ask('readOutbox', {})).toMatchObject({ lastSeq: 0 })
    }))

  it('is reported as unavailable by every call that it did not answer when it died', async () => {
    const store = startStoreInNode()
    const client = createStoreClient(store.wire)
    await client.call('openWorkspace', { folder: temporaryFolder(), key: aKey })
    const { runId } = await askingOver(store.wire)('beginRun', { ...aFullRun, nowMs: 1 })
    const items = Array.from({ length: 2_000 }, (_, n) => generatedItem(n))
    const waiting = [1, 2, 3].map(() =>
      client.call('applyPage', { ...emptyPage, runId, items, next: null, nowMs: 1 }),
    )
    await store.close()
    const unavailable = { ok: false, error: { kind: 'storage-unavailable' } }
    expect((await Promise.all(waiting)).at(-1)).toEqual(unavailable)
    expect(await client.call('countItems', {})).toEqual(unavailable)
  })

  it('deletes the rows of a removed account by itself, while it goes on answering', async () => {
    const folder = temporaryFolder()
    await withStore(async ({ wire }) => {
      const ask = askingOver(wire)
      await ask('openWorkspace', { folder, key: aKey })
      const { runId } = await ask('beginRun', { ...aFullRun, nowMs: 1 })
      const items = Array.from({ length: 900 }, (_, n) => generatedItem(n))
      await ask('applyPage', { ...emptyPage, runId, items, next: null, nowMs: 1 })
      expect(await ask('removeAccount', { accountId: anAccountId })).toEqual({ removed: 900 })
      expect(await ask('listItems', { query: aQuery(), offset: 0, limit: 10 })).toEqual({
        rows: [],
        total: 0,
        isMore: false,
        progress: null,
      })
      await ask('closeAll', {})
    })
    // Whatever was left when the process closed is deleted by the next one.
    const store = storeWithWorkspace(folder)
    while (store.tidy());
    expect(store.ask('countItems', {})).toEqual([])
    store.ask('closeAll', {})
  })
})
