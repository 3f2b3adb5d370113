import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { anItem } from '../../../tests/support/made-up-items.ts'
import { aKey, storeInTest } from '../../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { createStore } from '../dispatch.ts'
import { openDatabase } from '../open-database.ts'
import { cache0004Receipts } from './cache-0004-receipts.ts'
import { cacheMigrations } from './steps.ts'

/** A workspace as the versions before this step left it, without any item. */
function oldFolder(): string {
  const folder = temporaryFolder()
  const result = openDatabase({
    file: path.join(folder, 'cache.db'),
    key: aKey,
    synchronous: 'NORMAL',
    migrations: cacheMigrations.slice(0, cacheMigrations.indexOf(cache0004Receipts)),
    isKnownDamaged: false,
  })
  if (result.outcome !== 'created') throw new Error(result.outcome)
  result.db.exec(`INSERT INTO stream (account_id, type, count) VALUES ('acct-1', 'contact', 0)`)
  result.db.close()
  return folder
}

describe('receipts', () => {
  it('come to an old file without touching what is in it', () => {
    const store = storeInTest()
    expect(store.ask('openWorkspace', { folder: oldFolder(), key: aKey })).toEqual({ outcome: 'opened' })
    expect(store.ask('countItems', {})).toEqual([{ accountId: 'acct-1', type: 'contact', count: 0 }])
    store.ask('closeAll', {})
  })

  it('answer a change that comes again, after a restart too, until main has its answer', () => {
    const folder = temporaryFolder()
    const key = anItem().item.key
    const change = (number: number, answered: number, start = 'a') => ({ start, number, answered })
    let id = 0
    let store = createStore()
    const ask = (method: 'removeItem' | 'putItem', about: ReturnType<typeof change>): unknown => {
      const input = method === 'putItem' ? { feed: 'contact', item: anItem(), nowMs: 1 } : { key, nowMs: 1 }
      const reply = store.answer({ id: ++id, method, input, change: about })
      return reply.ok ? reply.value : reply.code
    }
    const open = (): void => {
      store.answer({ id: ++id, method: 'closeAll', input: {} })
      store = createStore()
      store.answer({ id: ++id, method: 'openWorkspace', input: { folder, key: aKey } })
    }
    open()
    expect(ask('putItem', change(1, 0))).toBe(null)
    expect(ask('removeItem', change(2, 0))).toEqual({ removed: true })
    expect(ask('removeItem', change(2, 0))).toEqual({ removed: true })
    open()
    expect(ask('removeItem', change(2, 0))).toEqual({ removed: true })
    expect(ask('removeItem', change(3, 0))).toEqual({ removed: false })
    // Main has had the second answer, and the numbers of another start mean other changes.
    expect(ask('putItem', change(4, 2))).toBe(null)
    expect(ask('removeItem', change(3, 2, 'b'))).toEqual({ removed: true })
    store.answer({ id: ++id, method: 'closeAll', input: {} })
  })

  it('are not written for a change that fails, which fails again', () => {
    const store = createStore()
    const folder = temporaryFolder()
    store.answer({ id: 1, method: 'openWorkspace', input: { folder, key: aKey } })
    const page = { accountId: 'acct-1', type: 'contact', runId: 9, items: [], next: null, nowMs: 1 }
    const request = {
      method: 'applyPage',
      input: page,
      change: { start: 'a', number: 1, answered: 0 },
    } as const
    for (const id of [2, 3]) {
      expect(store.answer({ ...request, id })).toMatchObject({ ok: false, code: 'stale-run' })
    }
    store.answer({ id: 4, method: 'closeAll', input: {} })
  })
})
