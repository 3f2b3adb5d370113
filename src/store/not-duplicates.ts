import type { ItemKey } from '../shared/model/item.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { findRow } from './items.ts'
import { fitting, rowsOf } from './list-rows.ts'
import { laidOver } from './laid-reads.ts'
import { inOutbox, type Outbox } from './outbox.ts'
import { inTransaction, sql, sqlValues } from './sql.ts'
import type { Workspace } from './workspace.ts'

interface Told {
  readonly id: string
  readonly key: ItemKey
  readonly fingerprint: number
}

const write = sql<[id: string, key: ItemKey, accountId: string, fingerprint: number, atMs: number], never>(
  `INSERT INTO not_duplicate (id, key, account_id, fingerprint, at_ms) VALUES (?, ?, ?, ?, ?)
   ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint, at_ms = excluded.at_ms`,
)
const forget = sql<[id: string], never>('DELETE FROM not_duplicate WHERE id = ?')
const drop = sql<[ItemKey], never>('DELETE FROM not_duplicate WHERE key = ?')
const rename = sql<[to: ItemKey, from: ItemKey], never>(
  'UPDATE OR REPLACE not_duplicate SET key = ? WHERE key = ?',
)
const readAll = sql<[], Told>('SELECT id, key, fingerprint FROM not_duplicate ORDER BY id, key')
const readIds = sql<[limit: number, offset: number], { id: string; atMs: number; count: number }>(
  `SELECT id, max(at_ms) AS atMs, count(*) AS count FROM not_duplicate
   GROUP BY id ORDER BY atMs DESC, id LIMIT ? OFFSET ?`,
)
const countIds = sqlValues<[], number>('SELECT count(DISTINCT id) FROM not_duplicate')
const readKeys = sqlValues<[id: string, limit: number], ItemKey>(
  'SELECT key FROM not_duplicate WHERE id = ? ORDER BY key LIMIT ?',
)

export function noteNotDuplicates(db: Sqlite, { id, atMs, members }: StoreInput<'noteNotDuplicates'>): null {
  inTransaction(db, () => {
    for (const { key, accountId, fingerprint } of members)
      write(db).run(id, key, accountId, fingerprint, atMs)
  })
  return null
}

export function forgetNotDuplicates(db: Sqlite, { id }: StoreInput<'forgetNotDuplicates'>): null {
  forget(db).run(id)
  return null
}

/** After a record was deleted for good. */
export function dropNotDuplicate(db: Sqlite, key: ItemKey): void {
  drop(db).run(key)
}

/** The provider has named a record that was created. */
export function moveNotDuplicate(db: Sqlite, from: ItemKey, to: ItemKey): void {
  rename(db).run(to, from)
}

/** Every word about every contact. */
export const toldApart = (outbox: Outbox | null): readonly Told[] =>
  outbox === null ? [] : inOutbox(() => readAll(outbox.db).all())

export function listNotDuplicates(
  { db }: Workspace,
  outbox: Outbox | null,
  { offset, limit, members }: StoreInput<'listNotDuplicates'>,
): StoreOutput<'listNotDuplicates'> {
  if (outbox === null) return { entries: [], total: 0 }
  const [ids, total] = inOutbox(() => [readIds(outbox.db).all(limit, offset), countIds(outbox.db).get() ?? 0])
  const entries = ids.map((entry) => {
    const keys = inOutbox(() => readKeys(outbox.db).all(entry.id, members))
    const laid = laidOver(outbox, keys)
    const places = keys.map((key) => {
      const rid = findRow(db, key)?.rid ?? null
      return { rid, laidRid: rid === null ? (laid.get(key)?.rid ?? null) : null, isOutside: false }
    })
    return { ...entry, rows: [...rowsOf(db, outbox, places, undefined)] }
  })
  return { entries: fitting(entries), total }
}
