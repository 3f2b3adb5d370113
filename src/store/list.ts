import type { ItemQuery } from '../shared/model/item.ts'
import type { ListProgress } from '../shared/list-protocol.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import { childRowIds } from './children.ts'
import { StoreFailure } from './failure.ts'
import { addedCount, addedRows, laidCounts } from './laid-reads.ts'
import { searchLaid } from './laid-search.ts'
import type { ListEntry } from './list-overlay.ts'
import { isIndexed, isSearch, planOf, streamsOf, type ListStream } from './list-plan.ts'
import { fitting, keysOf, rowsOf } from './list-rows.ts'
import { madeRows } from './made-list.ts'
import { indexedSort, rowIdsAt } from './ordered-rows.ts'
import type { Outbox } from './outbox.ts'
import { searchItems, type FoundWindow } from './search.ts'
import type { Workspace } from './workspace.ts'

interface EntryWindow {
  readonly entries: readonly ListEntry[]
  readonly total: number
  readonly isMore: boolean
  readonly progress: ListProgress | null
}

/**
 * A window of a query's rows, and how many rows the query has in all. First come those that the outbox alone has,
 * then those of the cache at their own positions, with what lies over them.
 */
export function listItems(
  workspace: Workspace,
  outbox: Outbox | null,
  input: StoreInput<'listItems'>,
): StoreOutput<'listItems'> {
  const read = (entries: readonly ListEntry[]) => rowsOf(workspace.db, outbox, entries, input.view)
  const { parts, ...rest } = filledWindow(workspace, outbox, input, read)
  return { rows: fitting(parts), ...rest }
}

/** The keys alone of such a window. */
export function listKeys(
  workspace: Workspace,
  outbox: Outbox | null,
  input: StoreInput<'listKeys'>,
): StoreOutput<'listKeys'> {
  const read = (entries: readonly ListEntry[]) => keysOf(workspace.db, outbox, entries)
  const { parts, ...rest } = filledWindow(workspace, outbox, input, read)
  return { keys: fitting(parts), ...rest }
}

/** A list that was put together a while ago has rows that are gone; so often the rows behind them take their places. */
const MOST_FILLINGS = 3

function filledWindow<Part>(
  workspace: Workspace,
  outbox: Outbox | null,
  input: StoreInput<'listItems'>,
  read: (entries: readonly ListEntry[]) => readonly Part[],
) {
  const { query, view, offset, limit } = input
  if (isIndexed(query)) {
    const { entries, ...rest } = indexedWindow(workspace, outbox, query, offset, limit)
    const parts = read(entries)
    if (parts.length < entries.length) {
      throw new StoreFailure('storage-corrupt', 'an index names a row that does not exist')
    }
    return { parts, ...rest }
  }
  const list = madeRows(workspace, outbox, { plan: planOf(query, view), kept: query.kept })
  const { total, progress } = list
  const parts: Part[] = []
  for (let [next, filling] = [offset, 0]; parts.length < limit && filling <= MOST_FILLINGS; filling++) {
    const entries = list.at(next, limit - parts.length)
    if (entries.length === 0) break
    parts.push(...read(entries))
    next += entries.length
  }
  return { parts, total, isMore: false, progress }
}

function indexedWindow(
  workspace: Workspace,
  outbox: Outbox | null,
  query: ItemQuery,
  offset: number,
  limit: number,
): EntryWindow {
  if (query.parentKey !== null) {
    const { rids, total } = childRowIds(workspace.db, query.parentKey, query, offset, limit)
    return { entries: rids.map(entryOf), total, isMore: false, progress: null }
  }
  const streams = streamsOf(workspace.db, query)
  const ahead = rowsAhead(workspace, outbox, query, streams)
  const first = ahead.entries(offset, limit)
  const rest = { offset: Math.max(0, offset - ahead.total), limit: limit - first.length, end: offset + limit }
  const cached = cachedWindow(workspace, query, streams, rest)
  return {
    entries: [...first, ...cached.rids.map(entryOf)],
    total: ahead.total + cached.total,
    isMore: cached.isMore,
    progress: null,
  }
}

const entryOf = (rid: number): ListEntry => ({ rid, laidRid: null, isOutside: false })

/** Rows that come before those of the cache. */
interface RowsAhead {
  readonly total: number
  entries(offset: number, limit: number): readonly ListEntry[]
}

const nothingAhead: RowsAhead = { total: 0, entries: () => [] }

export function rowsAhead(
  workspace: Workspace,
  outbox: Outbox | null,
  query: ItemQuery,
  streams: readonly ListStream[],
): RowsAhead {
  if (outbox === null || laidCounts(outbox).length === 0) return nothingAhead
  if (!isSearch(query)) {
    return {
      total: addedCount(outbox, query),
      entries: (offset, limit) =>
        addedRows(outbox, query, offset, limit).map((laid) => ({
          rid: null,
          laidRid: laid.rid,
          isOutside: false,
        })),
    }
  }
  const hits = searchLaid(workspace, outbox, query.search, query, streams)
  return {
    total: hits.length,
    entries: (offset, limit) =>
      hits
        .slice(offset, offset + limit)
        .map(({ rid, under }) => ({ rid: under, laidRid: rid, isOutside: false })),
  }
}

function cachedWindow(
  workspace: Workspace,
  query: ItemQuery,
  streams: readonly ListStream[],
  window: { readonly offset: number; readonly limit: number; readonly end: number },
): FoundWindow {
  const ids = streams.map(({ id }) => id)
  if (isSearch(query)) return searchItems(workspace, query.search, ids, window)
  const sort = indexedSort(query)
  if (sort === null) throw new StoreFailure('internal', 'no index has this order')
  const total = streams.reduce((sum, { count }) => sum + count, 0)
  const rids = rowIdsAt(workspace, ids, sort, total, window.offset, window.limit)
  return { rids, total, isMore: false }
}
