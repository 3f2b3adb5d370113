import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AccountId } from '../../src/shared/model/account.ts'
import { connectForReading } from '../../src/store/connection.ts'
import { unlay } from '../../src/store/laid-rows.ts'
import { closeOutbox, openOutbox, type OpenFiles } from '../../src/store/open-files.ts'
import { owePurge } from '../../src/store/outbox-purge.ts'
import { inTransaction } from '../../src/store/sql.ts'
import { aChange, aChangeId, aDraft, aLaidRow, aNewRow, aStep, aVersion } from '../support/made-up-changes.ts'
import { anAccountId, anItem, anotherAccountId, aQuery, seededRandom } from '../support/made-up-items.ts'
import { aKey, storeWithOutbox, type StoreInTest } from '../support/opened-store.ts'
import { logBytes, plainPages } from '../support/plain-pages.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// Without its first letters, because an index leaves out what a word shares with the one before it.
const canaries = ['narychange', 'narystep', 'naryversion', 'narydraft', 'narylaid', 'narymail', 'narytoken']

const keyOf = (accountId: AccountId, n: number) => anItem({ accountId, externalId: `k${n}` }).item.key

/** Everything that can be kept of record `n`, with values that nobody else has, longer with each generation. */
function write(store: StoreInTest, accountId: AccountId, n: number, generation: number, mark: string): void {
  const key = keyOf(accountId, n)
  const of = `${n}g${generation}`
  const text = (what: string) =>
    JSON.stringify({ text: `${mark}${what}${of} `.repeat(1 + 5 * generation * ((n % 7) + 1)) })
  const changes = [0, 1, 2].map((part) =>
    aChange({
      seq: 100 * n + part,
      id: aChangeId(`${accountId}-${n}-${part}`),
      accountId,
      key,
      endedAtMs: generation < 2 ? null : 5,
      body: text('change'),
    }),
  )
  const shown = { email: `${mark}mail${of}@example.org`, phone: '123456' }
  store.ask('writeOutbox', {
    changes,
    steps: [aStep({ id: `${accountId}-${n}`, seq: n, accountId, body: text('step') }, changes)],
    versions: [aVersion({ token: `${mark}token${of}`, key, accountId, body: text('version') })],
    laid: [aNewRow(`k${n}`, `${mark}laid${of}`, { accountId, shown })],
  })
  store.ask('putDraft', { draft: aDraft({ id: key, accountId, values: { note: text('draft') } }) })
}

/** Written over and over, in an order that makes SQLite move rows from page to page. */
function filledStore(folder: string): StoreInTest {
  const store = storeWithOutbox(folder)
  const random = seededRandom(42)
  for (let round = 0; round < 240; round++) {
    const n = round < 40 ? round : Math.floor(random() * 40)
    const generation = round < 200 ? Math.floor(random() * 3) : 2
    write(store, anAccountId, n, generation, 'canary')
    if (round < 40) write(store, anotherAccountId, n, 2, 'other-')
  }
  for (let n = 0; n < 40; n++) write(store, anAccountId, n, 2, 'canary')
  return store
}

function readable(folder: string, texts = canaries): string[] {
  const pages = plainPages(path.join(folder, 'outbox.db'), aKey, path.join(temporaryFolder(), 'copy.db'))
  return texts.filter((text) => pages.includes(text))
}

function expectNothingLeft(store: StoreInTest, folder: string): void {
  expect(readable(folder)).toEqual([])
  expect(logBytes(path.join(folder, 'outbox.db'))).toBe(0)
  const list = (search: string) =>
    store.ask('listItems', { query: aQuery({ search }), offset: 0, limit: 1 }).total
  expect([list('canarylaid'), list('other'), list('123456')]).toEqual([0, 40, 40])
  expect(store.ask('versionsOf', { key: keyOf(anotherAccountId, 7), limit: 9 })).toHaveLength(1)
  expect(store.ask('checkStorage', {})).toEqual({ problems: [] })
}

const ownKeys = Array.from({ length: 40 }, (_, n) => keyOf(anAccountId, n))

describe('what was removed from the outbox for good', () => {
  it('R42: waits for a copy that is being made, refuses nothing meanwhile, and then leaves no byte', () => {
    const folder = temporaryFolder()
    const store = filledStore(folder)
    const copying = connectForReading(path.join(folder, 'outbox.db'), aKey)
    copying.exec('BEGIN')
    copying.prepare('SELECT count(*) FROM change').get()
    store.ask('removeOutboxOf', { accountId: anAccountId })
    expect(store.tidy()).toBe(true)
    copying.exec('COMMIT')
    copying.close()
    while (store.tidy());
    expectNothingLeft(store, folder)
    store.ask('closeAll', {})
  })

  it('R42: an account leaves no byte in a row, an index, a freed page or the log', () => {
    const folder = temporaryFolder()
    const store = filledStore(folder)
    expect(readable(folder)).toEqual(canaries)
    expect(store.ask('removeOutboxOf', { accountId: anAccountId })).toEqual({ removed: 120 })
    expectNothingLeft(store, folder)
    store.ask('closeAll', {})
  })

  it('R42: records leave none either', () => {
    const folder = temporaryFolder()
    const store = filledStore(folder)
    store.ask('writeOutbox', { erased: ownKeys })
    expectNothingLeft(store, folder)
    store.ask('closeAll', {})
  })

  it('R42: one record among many leaves none, wherever SQLite has moved its rows', () => {
    const folder = temporaryFolder()
    const store = filledStore(folder)
    for (const n of [7, 20, 33]) {
      const own = canaries.map((canary) => `${canary}${n}g`)
      expect(readable(folder, own).length).toBeGreaterThan(0)
      store.ask('writeOutbox', { erased: [keyOf(anAccountId, n)] })
      expect(readable(folder, own)).toEqual([])
    }
    expect(readable(folder)).toEqual(canaries)
    store.ask('closeAll', {})
  })

  it('R42: leaves none after the next opening where the log could not be emptied at once', () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'outbox.db')
    const store = filledStore(folder)
    const reading = connectForReading(file, aKey)
    reading.exec('BEGIN')
    reading.prepare('SELECT count(*) FROM change').get()
    // The write has taken effect: only the bytes are still there.
    store.ask('writeOutbox', { erased: ownKeys })
    expect(store.ask('versionsOf', { key: ownKeys[0]!, limit: 9 })).toEqual([])
    expect(logBytes(file)).toBeGreaterThan(0)
    reading.close()
    store.ask('closeAll', {})

    const again = storeWithOutbox(folder)
    again.tidy()
    expectNothingLeft(again, folder)
    again.ask('closeAll', {})
    // It is done once: what is written later is not written anew with everything else.
    const later = storeWithOutbox(folder)
    later.ask('writeOutbox', { laid: [aLaidRow()] })
    later.tidy()
    expect(logBytes(file)).toBeGreaterThan(0)
    later.ask('closeAll', {})
  })

  it('R42: leaves none after the next opening where the process ended before the file was written anew', () => {
    const folder = temporaryFolder()
    filledStore(folder).ask('closeAll', {})
    const files: OpenFiles = { vault: null, workspace: null, outbox: null }
    openOutbox(files, { folder, key: aKey })
    const outbox = files.outbox!
    inTransaction(outbox.db, () => {
      for (const key of ownKeys) unlay(outbox.db, key)
      owePurge(outbox)
    })
    closeOutbox(files)
    expect(readable(folder)).toContain('narylaid')
    const again = storeWithOutbox(folder)
    again.tidy()
    expect(readable(folder)).not.toContain('narylaid')
    again.ask('closeAll', {})
  })
})
