import type { AccountId } from '../shared/model/account.ts'
import type { ItemQuery, ItemRow } from '../shared/model/item.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import { childRowIds } from './children.ts'
import type { Sqlite } from './driver.ts'
import { StoreFailure } from './failure.ts'
import { LIST_COLUMNS, toItemRow, type ListColumns } from './item-columns.ts'
import { addedCount, addedRows, laidCounts, laidRows, withLaid } from './laid-reads.ts'
import { searchLaid, type SearchedStream } from './laid-search.ts'
import { indexedSort, rowIdsAt } from './ordered-rows.ts'
import type { Outbox } from './outbox.ts'
import { searchItems, type FoundWindow } from './search.ts'
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

type Window = StoreOutput<'listItems'>

/**
 * A window of a query's rows, and how many rows the query has in all. First come those that the outbox alone has,
 * then those of the cache at their own positions, with what lies over them.
 */
export function listItems(
  workspace: Workspace,
  outbox: Outbox | null,
  { query, offset, limit }: StoreInput<'listItems'>,
): Window {
  const { db } = workspace
  if (query.parentKey !== null) {
    const { rids, total } = childRowIds(db, query.parentKey, query, offset, limit)
    return { rows: fitting(withLaid(outbox, readRows(db, rids))), total, isMore: false, progress: null }
  }
  const streams = listStreams(db)
    .all()
    .filter((stream) => stream.count > 0)
    .filter((stream) => query.type === null || stream.type === query.type)
    .filter((stream) => query.accountId === null || stream.accountId === query.accountId)
  const ahead = rowsAhead(workspace, outbox, query, streams)
  const first = ahead.rows(offset, limit)
  const rest = { offset: Math.max(0, offset - ahead.total), limit: limit - first.length, end: offset + limit }
  const cached = cachedWindow(workspace, query, streams, rest)
  return {
    rows: fitting([...first, ...withLaid(outbox, readRows(db, cached.rids))]),
    total: ahead.total + cached.total,
    isMore: cached.isMore,
    progress: null,
  }
}

export function listKeys(
  workspace: Workspace,
  outbox: Outbox | null,
  input: StoreInput<'listKeys'>,
): StoreOutput<'listKeys'> {
  const { rows, ...rest } = listItems(workspace, outbox, input)
  return { keys: rows.map(({ key }) => key), ...rest }
}

/** Rows that come before those of the cache. */
interface RowsAhead {
  readonly total: number
  rows(offset: number, limit: number): readonly ItemRow[]
}

const nothingAhead: RowsAhead = { total: 0, rows: () => [] }

function rowsAhead(
  workspace: Workspace,
  outbox: Outbox | null,
  query: ItemQuery,
  streams: readonly SearchedStream[],
): RowsAhead {
  if (outbox === null || laidCounts(outbox).length === 0) return nothingAhead
  if (!isSearch(query)) {
    return {
      total: addedCount(outbox, query),
      rows: (offset, limit) => addedRows(outbox, query, offset, limit),
    }
  }
  const hits = searchLaid(workspace, outbox, query.search, query, streams)
  return {
    total: hits.length,
    rows: (offset, limit) =>
      laidRows(
        outbox,
        hits.slice(offset, offset + limit).map(({ rid, under }) => ({
          rid,
          under: under === null ? null : readRowAt(workspace.db, under),
        })),
      ),
  }
}

function cachedWindow(
  workspace: Workspace,
  query: ItemQuery,
  streams: readonly { readonly id: number; readonly count: number }[],
  window: { readonly offset: number; readonly limit: number; readonly end: number },
): FoundWindow {
  const ids = streams.map(({ id }) => id)
  if (isSearch(query)) return searchItems(workspace, query.search, ids, window)
  const total = streams.reduce((sum, { count }) => sum + count, 0)
  const rids = rowIdsAt(workspace, ids, sortOf(query), total, window.offset, window.limit)
  return { rids, total, isMore: false }
}

const isSearch = ({ search }: ItemQuery): boolean => search.trim() !== ''

const readRows = (db: Sqlite, rids: readonly number[]): ItemRow[] => rids.map((rid) => readRowAt(db, rid))

function readRowAt(db: Sqlite, rid: number): ItemRow {
  const columns = readRow(db).get(rid)
  if (!columns) throw new StoreFailure('storage-corrupt', 'an index names a row that does not exist')
  return toItemRow(columns)
}

/** Stops early where the reply would grow too long: hostile values, or far more rows than a screen shows. */
function fitting(rows: readonly ItemRow[]): ItemRow[] {
  let bytes = 0
  const end = rows.findIndex((row, n) => {
    bytes += 2 * JSON.stringify(row).length
    return bytes > MAX_REPLY_BYTES && n > 0
  })
  return end === -1 ? [...rows] : rows.slice(0, end)
}

function sortOf(query: ItemQuery) {
  const sort = indexedSort(query)
  if (sort === null) throw new StoreFailure('internal', 'no index has this order')
  return sort
}
