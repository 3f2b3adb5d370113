import type { ItemKey } from '../shared/model/item.ts'
import type { Sqlite } from './driver.ts'
import { LIVE_STREAM } from './item-columns.ts'
import { rowsAfter, type IndexedSort, type Ordered } from './ordered-rows.ts'
import { ridRange } from './rid-range.ts'
import { hitsBelow } from './search.ts'
import { sql, sqlValues } from './sql.ts'
import type { FoundItems } from './workspace.ts'

/** Goes over the rows that may belong to a list, some at a time; others may change the rows between two times. */
export interface Walk {
  /** About how many there are. */
  readonly of: number
  /** The ids of the next rows, at most `limit`; none at the end. */
  next(db: Sqlite, limit: number): readonly number[]
}

const ridsFrom = sqlValues<[first: number, last: number, limit: number], number>(
  'SELECT rid FROM item WHERE rid BETWEEN ? AND ? ORDER BY rid LIMIT ?',
)
const childrenAfter = sql<[parent: ItemKey, name: string, rid: number, limit: number], Ordered>(
  `SELECT rid, sort_name AS value FROM item WHERE parent_key = ? AND (sort_name, rid) > (?, ?) AND ${LIVE_STREAM}
   ORDER BY sort_name, rid LIMIT ?`,
)

/** Rows of streams in the order of their ids: the fastest way through all of them. */
export function walkRows(streams: readonly { readonly id: number; readonly count: number }[]): Walk {
  const ranges = streams.map(({ id }) => ridRange(id))
  let [range, after] = [0, 0]
  return {
    of: streams.reduce((sum, { count }) => sum + count, 0),
    next(db, limit) {
      for (; range < ranges.length; range++) {
        const { first, last } = ranges[range] ?? { first: 0, last: 0 }
        const rids = ridsFrom(db).all(Math.max(first, after + 1), last, limit)
        after = rids.at(-1) ?? 0
        if (rids.length > 0) return rids
      }
      return []
    },
  }
}

/** Rows of streams in an order that an index has. */
export function walkIndex(
  streams: readonly { readonly id: number; readonly count: number }[],
  sort: IndexedSort,
): Walk {
  const ids = streams.map(({ id }) => id)
  let after: Ordered | null = null
  return {
    of: streams.reduce((sum, { count }) => sum + count, 0),
    next(db, limit) {
      const rows = rowsAfter(db, ids, sort, after, limit)
      after = rows.at(-1) ?? after
      return rows.map(({ rid }) => rid)
    },
  }
}

/** What stands in an item, by name. */
export function walkChildren(parent: ItemKey, count: number): Walk {
  let after: Ordered = { rid: 0, value: '' }
  return {
    of: count,
    next(db, limit) {
      const rows = childrenAfter(db).all(parent, String(after.value), after.rid, limit)
      after = rows.at(-1) ?? after
      return rows.map(({ rid }) => rid)
    },
  }
}

/** Hits of a search in its own order. */
export function walkHits(found: FoundItems): Walk {
  if (found.kind === 'all') {
    let at = 0
    return { of: found.rids.length, next: (_, limit) => found.rids.slice(at, (at += limit)) }
  }
  let below = Number.MAX_SAFE_INTEGER
  return {
    of: found.total,
    next(db, limit) {
      const rids = hitsBelow(db, found, below, limit)
      below = rids.at(-1) ?? below
      return rids
    },
  }
}
