import type { AccountId } from '../shared/model/account.ts'
import type { ItemKey } from '../shared/model/item.ts'
import type { NewVersion, StoredVersion } from '../shared/outbox-protocol.ts'
import type { StoreInput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { sql } from './sql.ts'

/** Of one record. */
const MOST_KEPT = 50

const read = sql<[ItemKey, limit: number], StoredVersion>(
  'SELECT id, at_ms AS atMs, body FROM version WHERE key = ? ORDER BY id DESC LIMIT ?',
)
const add = sql<[token: string, ItemKey, AccountId, atMs: number, body: string], never>(
  `INSERT INTO version (token, key, account_id, at_ms, body) VALUES (?, ?, ?, ?, ?)
   ON CONFLICT (token) DO NOTHING`,
)
const removeOld = sql<[ItemKey, ItemKey, kept: number], never>(
  `DELETE FROM version WHERE key = ? AND id <=
     (SELECT id FROM version WHERE key = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
)
const rename = sql<[to: ItemKey, from: ItemKey], never>('UPDATE version SET key = ? WHERE key = ?')
const removeOfKey = sql<[ItemKey], never>('DELETE FROM version WHERE key = ?')

/** In the order in which they were written, the last first: a clock that was set back must not mix them up. */
export function versionsOf(db: Sqlite, { key, limit }: StoreInput<'versionsOf'>): StoredVersion[] {
  return read(db).all(key, limit)
}

/** The caller of this and the following holds the transaction. */
export function addVersions(db: Sqlite, versions: readonly NewVersion[]): void {
  for (const key of new Set(versions.map((version) => version.key))) {
    // One that would go at once must not come in: written again, it would be the newest.
    const newest = versions.filter((version) => version.key === key).slice(-MOST_KEPT)
    for (const { token, accountId, atMs, body } of newest) add(db).run(token, key, accountId, atMs, body)
    keepNewest(db, key)
  }
}

export function moveVersions(db: Sqlite, from: ItemKey, to: ItemKey): void {
  if (rename(db).run(to, from).changes > 0) keepNewest(db, to)
}

export const dropVersions = (db: Sqlite, key: ItemKey): void => void removeOfKey(db).run(key)

const keepNewest = (db: Sqlite, key: ItemKey): void => void removeOld(db).run(key, key, MOST_KEPT)
