import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AccountId } from '../../src/shared/model/account.ts'
import type { StoredItem } from '../../src/shared/store-protocol.ts'
import { connectForReading } from '../../src/store/connection.ts'
import { anAccountId, anItem, anotherAccountId, aQuery } from '../support/made-up-items.ts'
import { contactFeed, emptyPage } from '../support/made-up-runs.ts'
import { aKey, storeInTest, type StoreInTest } from '../support/opened-store.ts'
import { logBytes, plainPages } from '../support/plain-pages.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// Without its first letters, because an index leaves out what a word shares with the one before it.
const canaries = [
  ...['naryname', 'narymail', 'narycompany', 'naryrecord', 'narycursor', 'narykey', '7766554'],
  ...['narywatermark', 'naryfact', 'naryowner', 'narylabel', 'narycontent'],
]

/** Every value is one that nobody else has; `generation` makes all of them other ones. */
function canaryItem(accountId: AccountId, n: number, generation: number): StoredItem {
  const mark = `${n}g${generation}`
  return anItem({
    accountId,
    externalId: `canarykey-${n}`,
    name: `canaryname${mark} Smith`,
    email: `canarymail${mark}@example.org`,
    organisation: `canarycompany${mark}`,
    phone: `+49 7766554${n}`,
    record: JSON.stringify({ note: `canaryrecord${mark} `.repeat(30) }),
  })
}

/** Everything else that is kept of an account. */
function notesOf(accountId: AccountId, [first]: readonly StoredItem[]) {
  if (accountId !== anAccountId || first === undefined) return {}
  const { key } = first.item
  return {
    watermark: 'canarywatermark',
    facts: [{ name: 'canaryfact', json: '"canaryowner"' }],
    links: [{ from: key, toType: 'company' as const, to: [{ key, label: 'canarylabel' }] }],
  }
}

function load(
  store: StoreInTest,
  accountId: AccountId,
  rows: readonly StoredItem[],
  isComplete = true,
): void {
  const feed = { accountId, feed: contactFeed }
  const { runId } = store.ask('beginRun', { ...feed, mode: 'full', nowMs: 1 })
  for (let from = 0; from < rows.length; from += 100) {
    const items = rows.slice(from, from + 100)
    store.ask('applyPage', {
      ...emptyPage,
      ...feed,
      ...notesOf(accountId, items),
      runId,
      items,
      next: `canarycursor-${from}`,
      nowMs: 1,
    })
  }
  if (isComplete) store.ask('finishRun', { ...feed, runId, removesUnseen: true, nowMs: 1 })
}

const rowsOf = (accountId: AccountId, count: number, generation: number): StoredItem[] =>
  Array.from({ length: count }, (_, n) => canaryItem(accountId, n, generation))
const plainRows = (count: number): StoredItem[] =>
  Array.from({ length: count }, (_, n) =>
    anItem({ accountId: anotherAccountId, externalId: `other-${n}`, name: `Otto ${n}` }),
  )

/** Two accounts in one file, rows of the first changed, removed and half loaded once more. */
function filledStore(folder: string): StoreInTest {
  const store = storeInTest()
  store.ask('openWorkspace', { folder, key: aKey })
  load(store, anAccountId, rowsOf(anAccountId, 600, 0))
  load(store, anotherAccountId, plainRows(400))
  load(store, anAccountId, rowsOf(anAccountId, 450, 1))
  store.ask('putContent', {
    key: canaryItem(anAccountId, 4, 1).item.key,
    content: { text: 'canarycontent', fetchedAtMs: 1, isComplete: true },
  })
  store.ask('removeItem', { key: canaryItem(anAccountId, 3, 1).item.key, nowMs: 1 })
  load(store, anotherAccountId, plainRows(700))
  load(store, anAccountId, rowsOf(anAccountId, 200, 2), false)
  return store
}

function readable(folder: string): string[] {
  const pages = plainPages(path.join(folder, 'cache.db'), aKey, path.join(temporaryFolder(), 'copy.db'))
  return canaries.filter((canary) => pages.includes(canary))
}

function finishRemovals(store: StoreInTest): void {
  while (!store.ask('finishRemovals', {}).isDone);
}

const filesBeside = (folder: string): string[] =>
  fs.readdirSync(folder).filter((name) => name.startsWith('cache.db.'))

describe('an account that is removed', () => {
  it('R42: leaves no byte in a row, an index, a freed page or the log', () => {
    const folder = temporaryFolder()
    const store = filledStore(folder)
    expect(readable(folder)).toEqual(canaries)
    store.ask('removeAccount', { accountId: anAccountId })
    finishRemovals(store)
    expect(readable(folder)).toEqual([])
    expect(logBytes(path.join(folder, 'cache.db'))).toBe(0)

    const query = aQuery({ search: 'otto' })
    expect(store.ask('listItems', { query, offset: 0, limit: 1 }).total).toBe(700)
    expect(store.ask('countItems', {})).toEqual([
      { accountId: anotherAccountId, type: 'contact', count: 700 },
    ])
    store.ask('closeAll', {})
  })

  it('R42: leaves nothing either when the app ended at any step in between', () => {
    for (const steps of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const folder = temporaryFolder()
      const first = filledStore(folder)
      first.ask('removeAccount', { accountId: anAccountId })
      for (let step = 0; step < steps; step += 1) first.tidy()
      first.ask('closeAll', {})
      const second = storeInTest()
      second.ask('openWorkspace', { folder, key: aKey })
      finishRemovals(second)
      expect(readable(folder)).toEqual([])
      second.ask('closeAll', {})
    }
  })

  it('R42: waits for a copy that is being made, refuses nothing meanwhile, and then leaves no byte', () => {
    const folder = temporaryFolder()
    const store = filledStore(folder)
    // What a copy is to the file: a read of one state of it, for as long as it takes.
    const copying = connectForReading(path.join(folder, 'cache.db'), aKey)
    copying.exec('BEGIN')
    copying.prepare('SELECT count(*) FROM item').get()
    store.ask('removeAccount', { accountId: anAccountId })
    for (let turn = 0; turn < 6; turn += 1) {
      expect(store.ask('finishRemovals', {})).toEqual({ isDone: false })
      expect(store.tidy()).toBe(true)
    }
    expect(store.ask('countItems', {})).toEqual([
      { accountId: anotherAccountId, type: 'contact', count: 700 },
    ])
    copying.exec('COMMIT')
    copying.close()
    finishRemovals(store)
    expect(readable(folder)).toEqual([])
    expect(logBytes(path.join(folder, 'cache.db'))).toBe(0)
    store.ask('closeAll', {})
  })

  it('R42: takes the copies with it that lie beside the file, unreadable ones and one from before a migration', () => {
    const folder = temporaryFolder()
    const store = filledStore(folder)
    const beside = ['corrupt-20260905T040302Z', 'corrupt-20260905T040302Z-wal', 'before-1', 'before-2.tmp']
    for (const ending of beside) fs.writeFileSync(path.join(folder, `cache.db.${ending}`), 'any')
    store.ask('removeAccount', { accountId: anAccountId })
    expect(filesBeside(folder)).toEqual([])
    store.ask('closeAll', {})
  })

  it('R42: takes the copy with it that an update makes while the removal still goes on', () => {
    const folder = temporaryFolder()
    const first = filledStore(folder)
    first.ask('removeAccount', { accountId: anAccountId })
    first.tidy()
    first.ask('closeAll', {})
    for (const ending of ['before-3', 'corrupt-20260905T040302Z']) {
      fs.writeFileSync(path.join(folder, `cache.db.${ending}`), 'with rows that are not removed yet')
    }
    const second = storeInTest()
    second.ask('openWorkspace', { folder, key: aKey })
    finishRemovals(second)
    expect(filesBeside(folder)).toEqual([])
    second.ask('closeAll', {})
  })

  it('R42: leaves nothing when another one is removed while the first one goes', () => {
    const folder = temporaryFolder()
    const store = filledStore(folder)
    store.ask('removeAccount', { accountId: anotherAccountId })
    for (let step = 0; step < 6; step += 1) store.tidy()
    store.ask('removeAccount', { accountId: anAccountId })
    finishRemovals(store)
    expect(readable(folder)).toEqual([])
    expect(store.ask('countItems', {})).toEqual([])
    store.ask('closeAll', {})
  })
})

describe('rows that the user no longer wants', () => {
  it.each([
    [
      'of a feed',
      (store: StoreInTest) => store.ask('removeFeed', { accountId: anAccountId, feed: contactFeed }),
    ],
    [
      'above a cap',
      (store: StoreInTest) => store.ask('trimType', { accountId: anAccountId, type: 'contact', keep: 2 }),
    ],
  ])('R42: %s go from the copy before a migration too', (_, remove) => {
    const folder = temporaryFolder()
    const store = filledStore(folder)
    fs.writeFileSync(path.join(folder, 'cache.db.before-3'), 'with rows that are not wanted')
    while (!remove(store).isDone);
    expect(filesBeside(folder)).toEqual([])
    store.ask('closeAll', {})
  })
})

describe('a sealed record', () => {
  it('R42: leaves no byte in the vault after it was removed or replaced', () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'vault.db')
    const store = storeInTest()
    store.ask('openVault', { file, key: aKey })
    const record = (id: string) => ({ kind: 'grant', workspaceId: 'w', id })
    const sealed = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.repeat(40)))
    for (let n = 0; n < 60; n += 1) {
      store.ask('writeVaultRecord', { ...record(`canary-id-${n}`), sealed: sealed(`removed-${n} `) })
      store.ask('writeVaultRecord', { ...record(`kept-${n}`), sealed: sealed(`replaced-${n} `) })
    }
    for (let n = 0; n < 60; n += 1) {
      store.ask('writeVaultRecord', { ...record(`kept-${n}`), sealed: sealed(`new-${n} `) })
      store.ask('removeVaultRecord', record(`canary-id-${n}`))
    }
    fs.writeFileSync(`${file}.before-1`, 'any')
    store.ask('compactVault', {})
    expect(fs.existsSync(`${file}.before-1`)).toBe(false)
    const pages = plainPages(file, aKey, path.join(temporaryFolder(), 'copy.db'))
    expect(pages.includes('new-59')).toBe(true)
    for (const canary of ['canary-id', 'removed-', 'replaced-']) expect(pages.includes(canary)).toBe(false)
    expect(logBytes(file)).toBe(0)
    store.ask('closeAll', {})
  })
})
