import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { anAccountId, anItem, anotherAccountId } from '../../tests/support/made-up-items.ts'
import { contactFeed, emptyPage } from '../../tests/support/made-up-runs.ts'
import { storeWithWorkspace, type StoreInTest } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

function load(store: StoreInTest, accountId: typeof anAccountId, count: number, recordBytes: number): void {
  const feed = { accountId, feed: contactFeed }
  const { runId } = store.ask('beginRun', { ...feed, mode: 'full', nowMs: 1 })
  const items = Array.from({ length: count }, (_, n) =>
    anItem({ accountId, externalId: `${n}`, record: JSON.stringify('x'.repeat(recordBytes)) }),
  )
  store.ask('applyPage', { ...emptyPage, ...feed, runId, items, next: null, nowMs: 1 })
  store.ask('finishRun', { ...feed, runId, removesUnseen: true, nowMs: 1 })
}

it('the room that each account takes is about its share of the file, by the size of its rows', () => {
  const folder = temporaryFolder()
  const store = storeWithWorkspace(folder)
  expect(store.ask('storageSize', {}).accounts).toEqual([])
  load(store, anAccountId, 900, 6_000)
  load(store, anotherAccountId, 900, 600)
  store.ask('closeAll', {})
  const again = storeWithWorkspace(folder)
  const { accounts } = again.ask('storageSize', {})
  const sizes = new Map(accounts.map(({ accountId, bytes }) => [accountId, bytes]))
  const [large = 0, small = 0] = [sizes.get(anAccountId), sizes.get(anotherAccountId)]
  const whole = fs.statSync(path.join(folder, 'cache.db')).size
  expect(Math.abs(large + small - whole)).toBeLessThan(3)
  // 900 records of 6 kB, and of 0.6 kB: within a fifth of what the texts alone take.
  expect(large / (900 * 6_000)).toBeGreaterThan(0.8)
  expect(large / (900 * 6_000)).toBeLessThan(1.6)
  expect(large).toBeGreaterThan(3 * small)
  again.ask('closeAll', {})
})
