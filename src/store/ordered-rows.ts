import type { ItemQuery, ItemSort } from '../shared/model/item.ts'
import type { Sqlite } from './driver.ts'
import { sql } from './sql.ts'
import { remember, type Waypoint, type Workspace } from './workspace.ts'

/** A row and what it is ordered by. */
export interface Ordered {
  rid: number
  value: string | number
}

/** An order that an index has. */
export interface IndexedSort {
  readonly by: 'name' | 'modified'
  readonly direction: ItemSort['direction']
}

/** The order of a query whose one sort an index has; by name where it has none. */
export function indexedSort({ sort }: Pick<ItemQuery, 'sort'>): IndexedSort | null {
  const [first, ...others] = sort
  if (first === undefined) return { by: 'name', direction: 'ascending' }
  const { by, direction } = first
  return others.length === 0 && (by === 'name' || by === 'modified') ? { by, direction } : null
}

const MAX_WAYPOINTS = 200

/**
 * The row ids at positions `offset` to `offset + limit` of all rows of `streams` in the given order.
 * `total` is their exact number.
 *
 * Nothing is materialised. A window is read from the nearest place of which the position is known: the
 * beginning, the end, or a row of a window that was read since the last change. The database walks the
 * rest over an index: 50 nanoseconds an entry, four times that where streams are merged. So a jump into the
 * middle of a million rows costs 25 to 100 ms once, and a change of the data costs nothing at all.
 */
export function rowIdsAt(
  workspace: Workspace,
  streams: readonly number[],
  sort: IndexedSort,
  total: number,
  offset: number,
  limit: number,
): number[] {
  const count = Math.min(limit, total - offset)
  if (count <= 0) return []
  const view = `${streams.join(',')} ${sort.by} ${sort.direction}`
  const known = workspace.waypoints.get(view) ?? []
  const window = readWindow(workspace.db, { streams, sort, total, offset, count, known })
  remember(workspace.waypoints, view, withEnds(known, window, offset))
  return window.map((row) => row.rid)
}

/**
 * The next rows of `streams` in the given order behind a row, which need not be there any more; null is the beginning.
 */
export function rowsAfter(
  db: Sqlite,
  streams: readonly number[],
  sort: IndexedSort,
  after: Ordered | null,
  limit: number,
): readonly Ordered[] {
  if (streams.length === 0) return []
  const bounds = after === null ? [] : [after.value, after.rid]
  const rows = walk(
    streams.length,
    sort.by,
    sort.direction === 'ascending',
    after !== null,
  )(db).all(...streams.flatMap((stream) => [stream, ...bounds]), limit + 1, 0)
  return (rows[0]?.rid === after?.rid ? rows.slice(1) : rows).slice(0, limit)
}

interface WindowRequest {
  readonly streams: readonly number[]
  readonly sort: IndexedSort
  readonly total: number
  readonly offset: number
  readonly count: number
  readonly known: readonly Waypoint[]
}

function readWindow(db: Sqlite, request: WindowRequest): Ordered[] {
  const { streams, sort, total, offset, count, known } = request
  const last = offset + count - 1
  let from: { waypoint: Waypoint | null; isForward: boolean; skip: number } =
    offset <= total - 1 - last
      ? { waypoint: null, isForward: true, skip: offset }
      : { waypoint: null, isForward: false, skip: total - 1 - last }
  for (const waypoint of known) {
    const isForward = waypoint.position <= offset
    const skip = isForward ? offset - waypoint.position : waypoint.position - last
    if (skip >= 0 && skip < from.skip) from = { waypoint, isForward, skip }
  }
  const isAscending = (sort.direction === 'ascending') === from.isForward
  const bounds = from.waypoint ? [from.waypoint.value, from.waypoint.rid] : []
  const rows = walk(
    streams.length,
    sort.by,
    isAscending,
    from.waypoint !== null,
  )(db).all(...streams.flatMap((stream) => [stream, ...bounds]), count, from.skip)
  return from.isForward ? rows : rows.reverse()
}

type Walk = ReturnType<typeof sql<(string | number)[], Ordered>>
/** One per number of streams, order and direction. */
const walks = new Map<string, Walk>()

/** Each stream has its own stretch of an index; SQLite merges them without sorting. */
function walk(streamCount: number, by: IndexedSort['by'], isAscending: boolean, isBounded: boolean): Walk {
  const column = by === 'name' ? 'sort_name' : 'modified'
  const bound = isBounded ? ` AND (${column}, rid) ${isAscending ? '>=' : '<='} (?, ?)` : ''
  const one = `SELECT rid, ${column} AS value FROM item WHERE stream = ?${bound}`
  const direction = isAscending ? 'ASC' : 'DESC'
  const text = `${Array.from({ length: streamCount }, () => one).join(' UNION ALL ')}
    ORDER BY value ${direction}, rid ${direction} LIMIT ? OFFSET ?`
  const known = walks.get(text)
  if (known) return known
  const made = sql<(string | number)[], Ordered>(text)
  walks.set(text, made)
  return made
}

function withEnds(known: readonly Waypoint[], window: readonly Ordered[], offset: number): Waypoint[] {
  const ends = [window.at(0), window.at(-1)].map((row, index) => ({
    position: index === 0 ? offset : offset + window.length - 1,
    row,
  }))
  const added = ends.flatMap(({ position, row }) =>
    row && !known.some((waypoint) => waypoint.position === position)
      ? [{ position, value: row.value, rid: row.rid }]
      : [],
  )
  return [...known, ...added].slice(-MAX_WAYPOINTS)
}
