import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AccountId } from '../../src/shared/model/account.ts'
import { connectForReading } from '../../src/store/connection.ts'
import { aChange, aChangeId, aDraft, aLaidRow, aNewRow, aStep, aVersion } from '../support/made-up-changes.ts'
import { anAccountId, anItem, anotherAccountId, aQuery } from '../support/made-up-items.ts'
import { aKey, storeWithOutbox, type StoreInTest } from '../support/opened-store.ts'
import { logBytes, plainPages } from '../support/plain-pages.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// Without its first letters, because an index leaves out what a word shares with the one before it.
const canaries = ['narychange', 'narystep', 'naryversion', 'narydraft', 'narylaid', 'narymail', 'narytoken']

const keyOf = (accountId: AccountId, n: number) => anItem({ accountId, externalId: `k${n}` }).item.key

/** Everything that can be kept of record `n`, written, rewritten and moved about, with values that nobody else has. */
function work(store: StoreInTest, accountId: AccountId, n: number, mark: string): void {
  const key = keyOf(accountId, n)
  for (const generation of [0, 1, 2]) {
    const text = (what: string) => JSON.stringify({ text: `${mark}${what}${n}g${generation} `.repeat(20) })
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
    store.ask('writeOutbox', {
      changes,
      steps: [aStep({ id: `${accountId}-${n}`, seq: n, accountId, body: text('step') }, changes)],
      versions: [aVersion({ token: `${mark}token${n}${generation}`, key, accountId, body: text('version') })],
      laid: [
        aNewRow(`k${n}`, `${mark}laid${n}g${generation}`, {
          accountId,
          shown: { email: `${mark}mail${n}g${generation}@example.org`, phone: '123456' },
        }),
      ],
    })
    const values = { note: `${mark}draft${n}g${generation}` }
    store.ask('putDraft', { draft: aDraft({ id: key, accountId, values }) })
  }
}

function filledStore(folder: string): StoreInTest {
  const store = storeWithOutbox(folder)
  for (let n = 0; n < 40; n++) {
    work(store, anAccountId, n, 'canary')
    work(store, anotherAccountId, n, 'other-')
  }
  return store
}

function readable(folder: string): string[] {
  const pages = plainPages(path.join(folder, 'outbox.db'), aKey, path.join(temporaryFolder(), 'copy.db'))
  return canaries.filter((canary) => pages.includes(canary))
}

function expectNothingLeft(store: StoreInTest, folder: string): void {
  expect(readable(folder)).toEqual([])
  expect(logBytes(path.join(folder, 'outbox.db'))).toBe(0)
  const list = (search: string) =>
    store.ask('listItems', { query: aQuery({ search }), offset: 0, limit: 1 }).total
  expect([list('canarylaid'), list('other'), list('123456')]).toEqual([0, 40, 40])
  expect(store.ask('versionsOf', { key: keyOf(anotherAccountId, 7), limit: 9 })).toHaveLength(3)
  expect(store.ask('checkStorage', {})).toEqual({ problems: [] })
}

const ownKeys = Array.from({ length: 40 }, (_, n) => keyOf(anAccountId, n))

describe('what was removed from the outbox for good', () => {
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

  it('R42: leaves none after the next opening where the log could not be emptied at once', () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'outbox.db')
    const store = filledStore(folder)
    const reading = connectForReading(file, aKey)
    reading.exec('BEGIN')
    reading.prepare('SELECT count(*) FROM change').get()
    // The write has taken effect: only the bytes are still there.
    expect(store.refusal('writeOutbox', { erased: ownKeys })).toBe('unavailable')
    expect(store.ask('versionsOf', { key: ownKeys[0]!, limit: 9 })).toEqual([])
    expect(logBytes(file)).toBeGreaterThan(0)
    reading.close()
    store.ask('closeAll', {})

    const again = storeWithOutbox(folder)
    again.tidy()
    expectNothingLeft(again, folder)
    // It is done once: what is written now is not written anew with everything else.
    again.ask('writeOutbox', { laid: [aLaidRow()] })
    again.tidy()
    expect(logBytes(file)).toBeGreaterThan(0)
    again.ask('closeAll', {})
  })
})
