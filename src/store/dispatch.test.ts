import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { StoreMethod } from '../shared/store-protocol.ts'
import { anAccountId, anItem, aQuery } from '../../tests/support/made-up-items.ts'
import { contactFeed } from '../../tests/support/made-up-runs.ts'
import { aKey, anotherKey, storeInTest, storeWithWorkspace } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { createStore } from './dispatch.ts'

describe('the store', () => {
  it('says so when nothing is open', () => {
    const store = storeInTest()
    expect(store.refusal('listItems', { query: aQuery(), offset: 0, limit: 1 })).toBe('not-open')
    expect(store.refusal('readVaultRecord', { kind: 'grant', workspaceId: 'w', id: 'a' })).toBe('not-open')
    expect(store.tidy()).toBe(false)
  })

  it('answers a method that does not exist, even one that every object has', () => {
    for (const method of ['drop', 'toString', '__proto__']) {
      const reply = createStore().answer({ id: 4, method: method as StoreMethod, input: {} })
      expect(reply).toMatchObject({ id: 4, ok: false, code: 'internal' })
    }
  })

  it('closes one workspace before it opens another', () => {
    const [one, two] = [temporaryFolder(), temporaryFolder()]
    const store = storeWithWorkspace(one)
    store.ask('putItem', { feed: contactFeed, item: anItem(), nowMs: 1 })
    expect(store.ask('openWorkspace', { folder: two, key: anotherKey })).toEqual({ outcome: 'created' })
    expect(store.ask('countItems', {})).toEqual([])
    expect(store.ask('openWorkspace', { folder: one, key: aKey })).toEqual({ outcome: 'opened' })
    expect(store.ask('countItems', {})).toEqual([{ accountId: anAccountId, type: 'contact', count: 1 }])
    store.ask('closeWorkspace', {})
    expect(store.refusal('countItems', {})).toBe('not-open')
  })

  it('keeps the vault apart from the workspace', () => {
    const folder = temporaryFolder()
    const store = storeWithWorkspace(folder)
    const file = path.join(folder, 'vault.db')
    expect(store.ask('openVault', { file, key: anotherKey })).toEqual({ outcome: 'created' })
    store.ask('closeWorkspace', {})
    expect(store.ask('listVaultRecords', { kind: 'grant', workspaceId: null })).toEqual([])
    store.ask('closeAll', {})
    expect(store.refusal('listVaultRecords', { kind: 'grant', workspaceId: null })).toBe('not-open')
    expect(store.ask('openVault', { file, key: anotherKey })).toEqual({ outcome: 'opened' })
  })
})
