import type { Sqlite } from './driver.ts'
import type { Outbox } from './outbox.ts'
import type { RidRange } from './rid-range.ts'
import type { Removal } from './tidy.ts'

/** The key of a row in an order, and the position at which it was met. */
export interface Waypoint {
  readonly position: number
  readonly value: string | number
  readonly rid: number
}

/**
 * Hits of a search: all of them, or, where they are too many, how to ask for the newest and how many are known of.
 * `table` is the index that had them; null where none had any.
 */
export type FoundItems =
  | { readonly kind: 'all'; readonly table: 'word' | 'part' | null; readonly rids: readonly number[] }
  | {
      readonly kind: 'many'
      readonly table: 'word' | 'part'
      readonly expression: string
      readonly ranges: readonly RidRange[]
      readonly total: number
      readonly isMore: boolean
    }

/** A connection to `cache.db` and what may be remembered about it until the next change of its items. */
export interface Workspace {
  readonly db: Sqlite
  /** Rows at known positions, per filter and order. */
  readonly waypoints: Map<string, Waypoint[]>
  /** What searches found. */
  readonly found: Map<string, FoundItems>
  /** What searches found in the outbox alone. */
  readonly ahead: Map<string, readonly LaidHit[]>
  /** Counts the changes of items. */
  changes: number
}

/** A row of the outbox, and the row of the cache under it; null where there is none. */
export interface LaidHit {
  readonly rid: number
  readonly under: number | null
}

/** The connection that writes. */
export interface WritableWorkspace extends Workspace {
  /** A load has ended, so the log beside the file is worth emptying. */
  isLogLong: boolean
  /** What comes next for removed accounts; null when none is left. After a start, nobody knows. */
  removal: Removal | null
}

export function openedWorkspace(db: Sqlite): WritableWorkspace {
  return { ...openedForReading(db), isLogLong: false, removal: 'rows' }
}

export function openedForReading(db: Sqlite): Workspace {
  return { db, waypoints: new Map(), found: new Map(), ahead: new Map(), changes: 0 }
}

/** To be called after every change of items: positions and search results are no longer what they were. */
export function forgetPositions(workspace: Workspace): void {
  workspace.waypoints.clear()
  workspace.found.clear()
  workspace.ahead.clear()
  workspace.changes++
}

/** To be called after every change of the outbox: it lies over the rows otherwise than it did. */
export function forgetLaid(outbox: Outbox, workspace: Workspace | null): void {
  outbox.laidCounts = null
  workspace?.ahead.clear()
}

const MAX_REMEMBERED = 8

/** Remembers under `key`; the entry that was used longest ago makes room. */
export function remember<Value>(map: Map<string, Value>, key: string, value: Value): Value {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= MAX_REMEMBERED) break
    map.delete(oldest)
  }
  return value
}
