import type { AccountId } from '../shared/model/account.ts'
import type { ItemRow } from '../shared/model/item.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import { childRowIds } from './children.ts'
import type { Sqlite } from './driver.ts'
import { StoreFailure } from './failure.ts'
import { LIST_COLUMNS, toItemRow, type ListColumns } from './item-columns.ts'
import { rowIdsAt } from './ordered-rows.ts'
import { searchItems } from './search.ts'
import { sql } from './sql.ts'
import type { Workspace } from './workspace.ts'

const listStreams = sql<[], { id: number; accountId: AccountId; type: ItemType; count: number }>(
  'SELECT id, account_id AS accountId, type, count FROM stream WHERE account_id IS NOT NULL ORDER BY id',
)
const readRow = sql<[rid: number], ListColumns>(
  `SELECT ${LIST_COLUMNS} FROM item JOIN stream ON stream.id = item.stream WHERE item.rid = ?`,
)

/** A longer message would hold up everything behind it. */
const MAX_REPLY_BYTES = 900_000

/** A window of a query's rows, and how many rows the query has in all. */
export function listItems(workspace: Workspace, input: StoreInput<'listItems'>): StoreOutput<'listItems'> {
  const { query, offset, limit } = input
  if (query.parentKey !== null) {
    const { rids, total } = childRowIds(workspace.db, query.parentKey, query, offset, limit)
    return { rows: readRows(workspace.db, rids), total, isMore: false }
  }
  const streams = listStreams(workspace.db)
    .all()
    .filter((stream) => stream.count > 0)
    .filter((stream) => query.type === null || stream.type === query.type)
    .filter((stream) => query.accountId === null || stream.accountId === query.accountId)
  const ids = streams.map((stream) => stream.id)
  if (query.search.trim() !== '') {
    const { rids, total, isMore } = searchItems(workspace, query.search, ids, offset, limit)
    return { rows: readRows(workspace.db, rids), total, isMore }
  }
  const total = streams.reduce((sum, stream) => sum + stream.count, 0)
  const rids = rowIdsAt(workspace, ids, query.sort, total, offset, limit)
  return { rows: readRows(workspace.db, rids), total, isMore: false }
}

/** Stops early where the reply would grow too long: hostile values, or far more rows than a screen shows. */
function readRows(db: Sqlite, rids: readonly number[]): ItemRow[] {
  const rows: ItemRow[] = []
  let bytes = 0
  for (const rid of rids) {
    const columns = readRow(db).get(rid)
    if (!columns) throw new StoreFailure('storage-corrupt', 'an index names a row that does not exist')
    const row = toItemRow(columns)
    bytes += 2 * JSON.stringify(row).length
    if (bytes > MAX_REPLY_BYTES && rows.length > 0) break
    rows.push(row)
  }
  return rows
}
