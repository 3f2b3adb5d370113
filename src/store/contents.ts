import type { ItemKey } from '../shared/model/item.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { findRow } from './items.ts'
import { sql } from './sql.ts'

const readContent = sql<[rid: number], { text: string; fetched_at_ms: number; is_complete: number }>(
  'SELECT text, fetched_at_ms, is_complete FROM content WHERE rid = ?',
)
const writeContent = sql<[rid: number, text: string, fetchedAtMs: number, isComplete: number], never>(
  'INSERT OR REPLACE INTO content (rid, text, fetched_at_ms, is_complete) VALUES (?, ?, ?, ?)',
)

export function getContent(db: Sqlite, { key }: { key: ItemKey }): StoreOutput<'getContent'> {
  const row = findRow(db, key)
  const found = row && readContent(db).get(row.rid)
  if (!found) return null
  return { text: found.text, fetchedAtMs: found.fetched_at_ms, isComplete: found.is_complete === 1 }
}

/** Nothing is kept of an item that went away meanwhile. */
export function putContent(db: Sqlite, { key, content }: StoreInput<'putContent'>): null {
  const row = findRow(db, key)
  if (row) writeContent(db).run(row.rid, content.text, content.fetchedAtMs, content.isComplete ? 1 : 0)
  return null
}
