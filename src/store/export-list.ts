import type { ItemKey } from '../shared/model/item.ts'
import type { ListProgress, ListView } from '../shared/list-protocol.ts'
import type { ExportRows } from '../shared/export-protocol.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import { findRow } from './items.ts'
import { laidOver } from './laid-reads.ts'
import { rowsAhead } from './list.ts'
import { startBuild, type ListBuild } from './list-build.ts'
import { noOverlay, type ListEntry, type Overlay } from './list-overlay.ts'
import { isIndexed, planOf, streamsOf, type ListPlan } from './list-plan.ts'
import { entriesAt, totalOf } from './list-positions.ts'
import { overlayOn } from './made-overlay.ts'
import type { Outbox } from './outbox.ts'
import { RowIds } from './row-ids.ts'
import { hasSpecials } from './special-rows.ts'
import type { Workspace } from './workspace.ts'

/** A list that is held while it is written to a file: 8 bytes a row. */
export interface HeldList {
  readonly total: number
  at(offset: number, limit: number): readonly ListEntry[]
}

/** One that is being put together: works for a moment, and answers the list once it is complete. */
interface Making {
  goOn(workspace: Workspace, outbox: Outbox | null, untilMs: number): HeldList | null
  readonly progress: ListProgress
}

/** So long one call works at a list. */
const SLICE_MS = 20
/** Where rows change all the time, a list that knows of the changes up to its last beginning has to do. */
const MOST_BEGINNINGS = 5
/** Nobody needs more at once; what was begun longest ago goes. */
const MOST_HELD = 3

const held = new WeakMap<Workspace, Map<string, HeldList | Making>>()

export function beginExport(
  workspace: Workspace,
  outbox: Outbox | null,
  { id, rows, view }: StoreInput<'beginExport'>,
): StoreOutput<'beginExport'> {
  const lists = held.get(workspace) ?? new Map<string, HeldList | Making>()
  held.set(workspace, lists)
  let list = lists.get(id) ?? makingOf(rows, view)
  lists.delete(id)
  if ('goOn' in list) list = list.goOn(workspace, outbox, performance.now() + SLICE_MS) ?? list
  lists.set(id, list)
  for (const oldest of lists.keys()) if (lists.size > MOST_HELD) lists.delete(oldest)
  return 'goOn' in list
    ? { total: list.progress.of, progress: list.progress }
    : { total: list.total, progress: null }
}

/** Null where none is held, or it is not complete. */
export function heldList(workspace: Workspace, id: string): HeldList | null {
  const list = held.get(workspace)?.get(id)
  return list === undefined || 'goOn' in list ? null : list
}

export function endExport(workspace: Workspace, { id }: StoreInput<'endExport'>): null {
  held.get(workspace)?.delete(id)
  return null
}

function makingOf({ query, keys, except }: ExportRows, view: ListView): Making {
  if (keys !== null) return makingOfKeys(keys)
  const making = makingOfPlan(planOf(query, view))
  return except.length === 0 ? making : withoutSome(making, makingOfKeys(except))
}

/** Rows by their keys, those that are not here left out. */
function makingOfKeys(keys: readonly ItemKey[]): Making {
  const rids = new RowIds()
  const step = 200
  let at = 0
  return {
    get progress() {
      return { done: at, of: keys.length }
    },
    goOn({ db }, outbox, untilMs) {
      for (; at < keys.length; at += step) {
        if (performance.now() >= untilMs) return null
        const some = keys.slice(at, at + step)
        const laid = laidOver(outbox, some)
        for (const key of some) {
          const rid = findRow(db, key)?.rid ?? null
          const laidRid = rid === null ? (laid.get(key)?.rid ?? null) : null
          // Row ids are positive: a row of the outbox alone is told by its sign.
          if (rid !== null || laidRid !== null) rids.push(rid ?? -(laidRid ?? 0))
        }
      }
      return { total: rids.length, at: (offset, limit) => signedEntries(rids, offset, limit) }
    },
  }
}

function signedEntries(rids: RowIds, offset: number, limit: number): readonly ListEntry[] {
  const end = Math.min(rids.length, offset + limit)
  return Array.from({ length: Math.max(0, end - offset) }, (_, n): ListEntry => {
    const rid = rids.at(offset + n)
    return rid > 0 ? { rid, laidRid: null, isOutside: false } : { rid: null, laidRid: -rid, isOutside: false }
  })
}

/** As the list shows it: what waits lies over it in the same way. */
function makingOfPlan(plan: ListPlan): Making {
  let build: ListBuild | null = null
  let beginnings = 0
  let isBuilt = false
  let overlay: ReturnType<typeof overlayOn> | null = null

  const rowsOf = (workspace: Workspace, untilMs: number): RowIds | null => {
    while (!isBuilt) {
      if (build === null) {
        build = startBuild(workspace, plan)
        beginnings++
      }
      if (!build.goOn(workspace.db, untilMs)) return null
      // A row that was changed meanwhile may have gone to where the walk had been.
      isBuilt = build.since === workspace.changes || beginnings >= MOST_BEGINNINGS
      if (!isBuilt) build = null
      if (!isBuilt && performance.now() >= untilMs) return null
    }
    return build?.rids ?? null
  }

  return {
    get progress() {
      return build?.progress ?? { done: 0, of: 0 }
    },
    goOn(workspace, outbox, untilMs) {
      const rids = rowsOf(workspace, untilMs)
      if (rids === null) return null
      const { query } = plan
      if (isIndexed(query)) return heldOf(rids, { ...noOverlay, ahead: aheadOf(workspace, outbox, plan) })
      if (!hasSpecials(outbox, query.kept)) return heldOf(rids, noOverlay)
      overlay ??= overlayOn(rids)
      const isTrue = overlay.goOn({ workspace, outbox, plan, kept: query.kept }, untilMs)
      return isTrue || overlay.isReady ? heldOf(rids, overlay.shown) : null
    },
  }
}

const heldOf = (rids: RowIds, overlay: Overlay): HeldList => ({
  total: totalOf(rids, overlay),
  at: (offset, limit) => entriesAt(rids, overlay, offset, limit),
})

function aheadOf(workspace: Workspace, outbox: Outbox | null, { query }: ListPlan): readonly ListEntry[] {
  if (query.parentKey !== null) return []
  const ahead = rowsAhead(workspace, outbox, query, streamsOf(workspace.db, query))
  return ahead.entries(0, ahead.total)
}

/** The first list without the rows of the second one. */
function withoutSome(making: Making, others: Making): Making {
  let all: HeldList | null = null
  let some: HeldList | null = null
  return {
    get progress() {
      return making.progress
    },
    goOn(workspace, outbox, untilMs) {
      all ??= making.goOn(workspace, outbox, untilMs)
      if (all === null) return null
      some ??= others.goOn(workspace, outbox, untilMs)
      return some === null ? null : without(all, some)
    },
  }
}

function without(all: HeldList, some: HeldList): HeldList {
  const signOf = ({ rid, laidRid }: ListEntry): number => rid ?? -(laidRid ?? 0)
  const gone = new Set(some.at(0, some.total).map(signOf))
  const rids = new RowIds()
  const step = 1_000
  for (let at = 0; at < all.total; at += step) {
    for (const entry of all.at(at, step)) if (!gone.has(signOf(entry))) rids.push(signOf(entry))
  }
  return { total: rids.length, at: (offset, limit) => signedEntries(rids, offset, limit) }
}
