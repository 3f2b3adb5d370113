import type { ItemKey } from '../shared/model/item.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import {
  contentHash,
  ITEM_COLUMNS,
  itemValues,
  toItem,
  WHOLE_COLUMNS,
  type WholeColumns,
} from './item-columns.ts'
import type { ColumnValue } from './item-columns.ts'
import type { StoredItem } from '../shared/store-protocol.ts'
import { sql } from './sql.ts'

const insertColumns = ['rid', 'stream', 'key', ...ITEM_COLUMNS, 'hash']

const findInStream = sql<[stream: number, key: ItemKey], { rid: number; hash: Buffer }>(
  'SELECT rid, hash FROM item WHERE stream = ? AND key = ?',
)
const ofLiveStream = 'item.stream IN (SELECT id FROM stream WHERE account_id IS NOT NULL)'
const findAnywhere = sql<[key: ItemKey], { rid: number; stream: number }>(
  `SELECT rid, stream FROM item WHERE ${ofLiveStream} AND key = ?`,
)
const insertItem = sql<(ColumnValue | Buffer)[], never>(
  `INSERT INTO item (${insertColumns.join(', ')}) VALUES (${insertColumns.map(() => '?').join(', ')})`,
)
const updateItem = sql<(ColumnValue | Buffer)[], never>(
  `UPDATE item SET ${ITEM_COLUMNS.map((column) => `${column} = ?`).join(', ')}, hash = ? WHERE rid = ?`,
)
const insertRecord = sql<[rid: number, json: string], never>('INSERT INTO record (rid, json) VALUES (?, ?)')
const updateRecord = sql<[json: string, rid: number], never>('UPDATE record SET json = ? WHERE rid = ?')
const readWhole = sql<[key: ItemKey], WholeColumns & { json: string; at_ms: number }>(
  `SELECT ${WHOLE_COLUMNS}, record.json, seen.at_ms
   FROM item JOIN stream ON stream.id = item.stream JOIN record USING (rid) JOIN seen USING (rid)
   WHERE ${ofLiveStream} AND item.key = ?`,
)
const deleteItem = sql<[rid: number], never>('DELETE FROM item WHERE rid = ?')
const deleteRecord = sql<[rid: number], never>('DELETE FROM record WHERE rid = ?')
const deleteSeen = sql<[rid: number], never>('DELETE FROM seen WHERE rid = ?')
const lowerCount = sql<[stream: number], never>('UPDATE stream SET count = count - 1 WHERE id = ?')

/**
 * Writes an item unless it is stored just so already; a new one gets the row id `nextRid`. The caller
 * holds the transaction, the row ids and the counts.
 */
export function upsertItem(
  db: Sqlite,
  stream: number,
  nextRid: number,
  stored: StoredItem,
): { readonly rid: number; readonly change: 'inserted' | 'updated' | 'unchanged' } {
  const values = itemValues(stored.item)
  const hash = contentHash(values, stored)
  const known = findInStream(db).get(stream, stored.item.key)
  if (!known) {
    insertItem(db).run(nextRid, stream, stored.item.key, ...values, hash)
    insertRecord(db).run(nextRid, stored.record)
    return { rid: nextRid, change: 'inserted' }
  }
  if (hash.equals(known.hash)) return { rid: known.rid, change: 'unchanged' }
  updateItem(db).run(...values, hash, known.rid)
  updateRecord(db).run(stored.record, known.rid)
  return { rid: known.rid, change: 'updated' }
}

/** Removes one item. The caller holds the transaction. */
export function removeItem(db: Sqlite, key: ItemKey): boolean {
  const known = findAnywhere(db).get(key)
  if (!known) return false
  deleteItem(db).run(known.rid)
  deleteRecord(db).run(known.rid)
  deleteSeen(db).run(known.rid)
  lowerCount(db).run(known.stream)
  return true
}

/** The whole item, its record's JSON text, and when the provider last confirmed it. */
export function getItem(db: Sqlite, { key }: StoreInput<'getItem'>): StoreOutput<'getItem'> {
  const columns = readWhole(db).get(key)
  if (!columns) return null
  return { item: toItem(columns), record: columns.json, loadedAtMs: columns.at_ms }
}
