import type { ItemKey } from '../shared/model/item.ts'
import { findRow } from './items.ts'
import { allLaid, laidCounts, laidOver, type LaidColumns } from './laid-reads.ts'
import { findUnder, searchLaid } from './laid-search.ts'
import { isSearch, streamsOf, type ListPlan } from './list-plan.ts'
import type { Outbox } from './outbox.ts'
import { findItems, foundAmong } from './search.ts'
import type { Workspace } from './workspace.ts'

/**
 * A row whose place in a list is not that which the cache gives it: something lies over it, or the query keeps it.
 * `under` is its row in the cache, null where there is none.
 */
export interface SpecialRow {
  readonly under: number | null
  readonly laid: LaidColumns | null
  readonly isKept: boolean
  /** The search finds it, in what was loaded or in what lies over that; true where nothing is searched for. */
  readonly isFound: boolean
}

/** Whether a list can have any at all. */
export const hasSpecials = (outbox: Outbox | null, kept: readonly ItemKey[]): boolean =>
  kept.length > 0 || laidCounts(outbox).length > 0

/** All of a list: rows that only the outbox has come first, the newest of them before the others. */
export function specialRows(
  workspace: Workspace,
  outbox: Outbox | null,
  plan: Pick<ListPlan, 'query'>,
  kept: readonly ItemKey[],
): readonly SpecialRow[] {
  const { query } = plan
  const isWithin = query.parentKey !== null
  const scope = isWithin ? { type: null, accountId: null } : query
  const streams = streamsOf(workspace.db, scope)
  const streamOf = new Map(streams.map(({ id, accountId, type }) => [`${type} ${accountId}`, id]))
  const keptKeys = new Set(kept)
  const laid = outbox === null || laidCounts(outbox).length === 0 ? [] : allLaid(outbox, scope)

  const over = laid.flatMap((columns): Omit<SpecialRow, 'isFound'>[] => {
    const isKept = keptKeys.has(columns.key)
    // Nothing that waits to be created stands in an item.
    if (columns.is_new === 1) return isWithin ? [] : [{ under: null, laid: columns, isKept }]
    const stream = streamOf.get(`${columns.type} ${columns.account_id}`)
    const under = stream === undefined ? undefined : findUnder(workspace.db).get(stream, columns.key)
    return under === undefined ? [] : [{ under, laid: columns, isKept }]
  })
  const laidKeys = laidOver(outbox, kept)
  const ids = new Set(streams.map(({ id }) => id))
  const others = kept
    .filter((key) => !laidKeys.has(key))
    .flatMap((key): Omit<SpecialRow, 'isFound'>[] => {
      const row = findRow(workspace.db, key)
      return row === null || !ids.has(row.stream) ? [] : [{ under: row.rid, laid: null, isKept: true }]
    })
  return withFound(workspace, outbox, plan, [...over, ...others])
}

function withFound(
  workspace: Workspace,
  outbox: Outbox | null,
  { query }: Pick<ListPlan, 'query'>,
  rows: readonly Omit<SpecialRow, 'isFound'>[],
): readonly SpecialRow[] {
  if (!isSearch(query)) return rows.map((row) => ({ ...row, isFound: true }))
  const isWithin = query.parentKey !== null
  const streams = streamsOf(workspace.db, isWithin ? { type: null, accountId: null } : query)
  const ids = streams.map(({ id }) => id)
  const found = findItems(workspace, query.search, ids)
  const unders = rows.flatMap(({ under }) => under ?? [])
  const byCache =
    unders.length === 0 || (isWithin && found.table !== 'word')
      ? new Set<number>()
      : foundAmong(workspace.db, found, unders)
  const byOutbox =
    outbox === null || isWithin || laidCounts(outbox).length === 0
      ? []
      : searchLaid(workspace, outbox, query.search, query, streams)
  const laidRids = new Set(byOutbox.map(({ rid }) => rid))
  return rows.map((row) => ({
    ...row,
    isFound:
      (row.under !== null && byCache.has(row.under)) || (row.laid !== null && laidRids.has(row.laid.rid)),
  }))
}
