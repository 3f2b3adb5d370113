import type { ListEntry, Overlay } from './list-overlay.ts'
import type { RowIds } from './row-ids.ts'

export const totalOf = (rids: RowIds, { ahead, removed, inserted }: Overlay): number =>
  ahead.length + rids.length - removed.length + inserted.length

/** The rows at positions `offset` to `offset + limit` of a list. */
export function entriesAt(
  rids: RowIds,
  { ahead, removed, inserted, outside }: Overlay,
  offset: number,
  limit: number,
): readonly ListEntry[] {
  const entries = [...ahead.slice(offset, offset + limit)]
  /** Rows to pass by before the window, and the next row of the ordered ones. */
  let [skip, at] = [Math.max(0, offset - ahead.length), 0]
  const put = (entry: ListEntry): void => {
    if (skip > 0) skip--
    else entries.push(entry)
  }
  const putUpTo = (end: number): void => {
    const passed = Math.min(skip, end - at)
    skip -= passed
    at += passed
    for (; at < end && entries.length < limit; at++) {
      const rid = rids.at(at)
      entries.push({ rid, laidRid: null, isOutside: outside.has(rid) })
    }
  }
  let [insertion, removal] = [0, 0]
  while (entries.length < limit) {
    const [next, gone] = [inserted[insertion], removed[removal]]
    const end = Math.min(next?.at ?? rids.length, gone ?? rids.length)
    putUpTo(end)
    if (next === undefined && gone === undefined) break
    if (entries.length >= limit) break
    if (next !== undefined && next.at === end) {
      put(next.entry)
      insertion++
    } else {
      at++
      removal++
    }
  }
  return entries
}
