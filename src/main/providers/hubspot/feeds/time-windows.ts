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
  /** How many there were in all, by its first page; null before that. */
  told: z.int().nullable(),
  /** Something was wrong with the answers, and it is asked again. */
  isAgain: z.boolean(),
})
export type TimeWindow = z.infer<typeof windowSchema>

export const windowOf = (fromMs: number, toMs: number | null): TimeWindow => ({
  fromMs,
  toMs,
  aboveId: null,
  after: null,
  received: 0,
  told: null,
  isAgain: false,
})

/**
 * What is left of a window after a page of its search, first things first; `endMs` is where an open one ends. Empty
 * when the search is through.
 *
 * A full page is followed by a new search from the time of its last record on, not by the next page: whatever is
 * changed meanwhile leaves the window, the rest would move up, and a record would slip through between two pages.
 * The records of that very ms come once more. Where a whole page is of one ms, that ms is read by the ids, so that
 * no number of records in it is too many. Where more are left than can be paged through, the time is cut in two.
 *
 * A page that is not full, or not in order, says nothing of what it passed over. Then the search is paged through.
 */
export function restOf(
  window: TimeWindow,
  { rows, total, next }: Pick<SearchPage, 'rows' | 'total' | 'next'>,
  endMs: number,
): readonly TimeWindow[] {
  if (next === null) return []
  const toMs = window.toMs ?? endMs
  const first = rows[0]
  const last = rows.at(-1)
  const isFull = window.after === null && rows.length >= mostInSearch
  if (!isFull || first === undefined || last === undefined || !isInOrder(rows, window)) {
    const received = window.received + rows.length
    const onward = { ...window, toMs, after: next, received, told: window.told ?? total }
    return Number(next) + mostInSearch > deepestInSearch ? splitOf(onward, last?.id ?? null) : [onward]
  }
  if (window.aboveId !== null) return [{ ...windowOf(window.fromMs, toMs), aboveId: last.id }]
  const firstMs = first.atMs ?? window.fromMs
  const lastMs = last.atMs ?? firstMs
  if (lastMs > toMs) return []
  if (firstMs === lastMs) {
    return [byIds(lastMs, '0'), ...(lastMs < toMs ? [windowOf(lastMs + 1, toMs)] : [])]
  }
  return total > mostInWindow && lastMs < toMs ? halvesOf(lastMs, toMs) : [windowOf(lastMs, toMs)]
}

/**
 * A window in smaller parts, where its search cannot be paged through. One of a single ms is read by the ids, from
 * `lastId` on if it is already.
 */
export function splitOf(
  { fromMs, toMs, aboveId }: TimeWindow & { readonly toMs: number },
  lastId: string | null,
): readonly TimeWindow[] {
  if (aboveId !== null) return [byIds(fromMs, lastId ?? aboveId)]
  return fromMs < toMs ? halvesOf(fromMs, toMs) : [byIds(fromMs, '0')]
}

const byIds = (ms: number, aboveId: string): TimeWindow => ({ ...windowOf(ms, ms), aboveId })

function isInOrder(rows: SearchPage['rows'], { fromMs, aboveId }: TimeWindow): boolean {
  const ids = rows.map(({ id }) => id)
  if (aboveId !== null) return isAscending(ids, aboveId)
  return rows.every(({ atMs }, at) => atMs !== null && atMs >= (rows[at - 1]?.atMs ?? fromMs))
}

function halvesOf(fromMs: number, toMs: number): readonly TimeWindow[] {
  const middleMs = fromMs + Math.floor((toMs - fromMs) / 2)
  return [windowOf(fromMs, middleMs), windowOf(middleMs + 1, toMs)]
}
