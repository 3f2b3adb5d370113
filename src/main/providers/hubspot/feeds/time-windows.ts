import { z } from 'zod'
import { isAscending } from './id-order.ts'
import { deepestInSearch, mostInSearch, type SearchPage } from './search-records.ts'

/** Within a search of so many records it is safe to page; more of them are split before. */
const mostInWindow = 9_500

/** A span of time in which changes are looked for, ends included, in epoch ms. */
export const windowSchema = z.strictObject({
  fromMs: z.int(),
  /** Null: up to now, for the first search of a run, which has no clock of HubSpot's to go by. */
  toMs: z.int().nullable(),
  /** Set for a span of one ms that is read by the ids: only those above this one. */
  aboveId: z.string().nullable(),
  /** How many results to pass over, as the page before said. */
  after: z.string().nullable(),
  /** Records that this search has brought so far. */
  received: z.int(),
  /** It brought fewer than it told of, and is asked again. */
  isAgain: z.boolean(),
})
export type TimeWindow = z.infer<typeof windowSchema>

export const windowOf = (fromMs: number, toMs: number | null): TimeWindow => ({
  fromMs,
  toMs,
  aboveId: null,
  after: null,
  received: 0,
  isAgain: false,
})

/**
 * What is left of a window after a page of its search, first things first; `nowMs` is where an open one ends. Empty
 * when the search is through, null when it leads nowhere.
 *
 * A full page is followed by a new search from the time of its last record on, not by the next page: whatever is
 * changed meanwhile leaves the window, the rest would move up, and a record would slip through between two pages.
 * The records of that very ms come once more. Where a whole page is of one ms, that ms is read by the ids, so that
 * no number of records in it is too many. Where more are left than can be paged through, the time is cut in two.
 */
export function restOf(
  window: TimeWindow,
  { rows, total, next }: Pick<SearchPage, 'rows' | 'total' | 'next'>,
  nowMs: number,
): readonly TimeWindow[] | null {
  if (next === null) return []
  const toMs = window.toMs ?? nowMs
  const onward = { ...window, toMs, after: next, received: window.received + rows.length }
  const first = rows[0]
  const last = rows.at(-1)
  const isDeep = Number(next) + mostInSearch > deepestInSearch
  if (first === undefined || last === undefined || (rows.length < mostInSearch && !isDeep)) {
    return isDeep ? splitOf(onward, toMs) : [onward]
  }
  if (window.aboveId !== null) {
    const ids = rows.map(({ id }) => id)
    if (isAscending(ids, window.aboveId)) return [{ ...windowOf(window.fromMs, toMs), aboveId: last.id }]
    return isDeep ? null : [onward]
  }
  if (first.atMs === null || last.atMs === null || !isInOrder(rows, window.fromMs)) {
    return isDeep ? splitOf(onward, toMs) : [onward]
  }
  if (last.atMs > toMs) return []
  if (first.atMs < last.atMs) return cut(last.atMs, toMs, total)
  return [{ ...windowOf(last.atMs, last.atMs), aboveId: '0' }, ...cut(last.atMs + 1, toMs, total)]
}

/** A window in smaller parts, where its search cannot be paged through; null where there are none. */
export function splitOf(window: TimeWindow, nowMs: number): readonly TimeWindow[] | null {
  const toMs = window.toMs ?? nowMs
  if (window.aboveId !== null) return null
  if (window.fromMs < toMs) return halvesOf(window.fromMs, toMs)
  return [{ ...windowOf(window.fromMs, window.fromMs), aboveId: '0' }]
}

function isInOrder(rows: SearchPage['rows'], fromMs: number): boolean {
  return rows.every(({ atMs }, at) => atMs !== null && atMs >= (rows[at - 1]?.atMs ?? fromMs))
}

function cut(fromMs: number, toMs: number, left: number): readonly TimeWindow[] {
  if (fromMs > toMs) return []
  return left > mostInWindow && fromMs < toMs ? halvesOf(fromMs, toMs) : [windowOf(fromMs, toMs)]
}

function halvesOf(fromMs: number, toMs: number): readonly TimeWindow[] {
  const middleMs = fromMs + Math.floor((toMs - fromMs) / 2)
  return [windowOf(fromMs, middleMs), windowOf(middleMs + 1, toMs)]
}
