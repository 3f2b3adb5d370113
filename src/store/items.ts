import type { ItemKey } from '../shared/model/item.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import {
  contentHash,
  ITEM_COLUMNS,
  itemValues,
  LIVE_STREAM,
  toItem,
  WHOLE_COLUMNS,
  type WholeColumns,
} from './item-columns.ts'
import type { ColumnValue } from './item-columns.ts'
import { childrenOf, pathTo } from './place.ts'
import type { StoredItem } from '../shared/store-protocol.ts'
import { sql } from './sql.ts'

const insertColumns = ['rid', 'stream', 'key', ...ITEM_COLUMNS, 'hash']

const findInStream = sql<[stream: number, key: ItemKey], FoundRow>(
  'SELECT rid, stream, hash FROM item WHERE stream = ? AND key = ?',
)
const findAnywhere = sql<[key: ItemKey], FoundRow>(
  `SELECT rid, stream, hash FROM item WHERE ${LIVE_STREAM} AND key = ?`,
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
   WHERE ${LIVE_STREAM} AND item.key = ?`,
)
const deleteItem = sql<[rid: number], never>('DELETE FROM item WHERE rid = ?')
const deleteRecord = sql<[rid: number], never>('DELETE FROM record WHERE rid = ?')
const deleteSeen = sql<[rid: number], never>('DELETE FROM seen WHERE rid = ?')
const deleteContent = sql<[rid: number], never>('DELETE FROM content WHERE rid = ?')
const deleteLinks = sql<[from: ItemKey], never>('DELETE FROM link WHERE from_key = ?')
const readKey = sql<[rid: number], { key: ItemKey }>('SELECT key FROM item WHERE rid = ?')
const lowerCount = sql<[stream: number], never>('UPDATE stream SET count = count - 1 WHERE id = ?')

export interface FoundRow {
  readonly rid: number
  readonly stream: number
  readonly hash: Buffer
}

export const findRow = (db: Sqlite, key: ItemKey): FoundRow | null => findAnywhere(db).get(key) ?? null

/** The same where the stream is known: a key names its account and type. One look instead of one a stream. */
export const findRowIn = (db: Sqlite, stream: number, key: ItemKey): FoundRow | null =>
  findInStream(db).get(stream, key) ?? null

/**
 * Writes an item unless it is stored just so already; a new one gets the row id `nextRid`. `known` is its row, if
 * the caller has looked. The caller holds the transaction, the row ids and the counts.
 */
export function upsertItem(
  db: Sqlite,
  stream: number,
  nextRid: number,
  stored: StoredItem,
  known = findRowIn(db, stream, stored.item.key),
): { readonly rid: number; readonly change: 'inserted' | 'updated' | 'unchanged' } {
  const values = itemValues(stored)
  const hash = contentHash(values, stored.record)
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

/** Removes a row and all that hangs on it. The caller holds the transaction. */
export function deleteRow(db: Sqlite, { rid, stream }: Pick<FoundRow, 'rid' | 'stream'>): void {
  const key = readKey(db).get(rid)?.key
  if (key !== undefined) deleteLinks(db).run(key)
  deleteItem(db).run(rid)
  deleteRecord(db).run(rid)
  deleteSeen(db).run(rid)
  deleteContent(db).run(rid)
  lowerCount(db).run(stream)
}

/** The whole item, its place and what stands in it, its record's JSON text, and when it was last looked at. */
export function getItem(db: Sqlite, { key }: StoreInput<'getItem'>): StoreOutput<'getItem'> {
  const columns = readWhole(db).get(key)
  if (!columns) return null
  const item = toItem(columns)
  const children = childrenOf(db, key)
  return {
    item: {
      ...item,
      parentPath: item.parentPath ?? pathTo(db, item.parentKey),
      childCount: children > 0 ? children : item.childCount,
    },
    record: columns.json,
    loadedAtMs: columns.at_ms,
  }
}
