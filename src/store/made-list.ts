import type { ItemKey } from '../shared/model/item.ts'
import type { ListProgress } from '../shared/list-protocol.ts'
import { startBuild, type ListBuild } from './list-build.ts'
import { noOverlay, type ListEntry } from './list-overlay.ts'
import { streamsOf, type ListPlan } from './list-plan.ts'
import { entriesAt, totalOf } from './list-positions.ts'
import { overlayDuring, overlayOn, type MadeOverlay } from './made-overlay.ts'
import type { Outbox } from './outbox.ts'
import type { RowIds } from './row-ids.ts'
import { hasSpecials } from './special-rows.ts'
import type { Workspace } from './workspace.ts'

/** Rows of the cache in order, as they were at a time, and how the outbox changes them. */
interface Rows {
  readonly rids: RowIds
  readonly since: number
  readonly overlay: MadeOverlay
}

interface NextRows extends Rows {
  readonly build: ListBuild
  /** What the outbox changes while they are on their way. */
  readonly during: MadeOverlay
  isBuilt: boolean
  /** So many calls have worked at the rows themselves. */
  calls: number
}

/** A list that no index has. */
interface MadeList {
  /** What is shown; null until it was put together once. */
  complete: Rows | null
  next: NextRows | null
  /** When rows were complete that took several calls (`performance.now()`). */
  slowAtMs: number | null
  /** `performance.now()`. */
  askedAtMs: number
}

/** So long one call works at a list; whoever asks next waits for it. */
const SLICE_MS = 25
/** And so long at the least at what the outbox changes in it: mostly a few rows. */
const OVERLAY_MS = 8
/** While rows change all the time, a list that takes several calls is put together no sooner than after this. */
const PAUSE_MS = 2_000
/** A board of many columns and the views beside it. */
const MAX_LISTS = 24
/** Of all lists; 8 bytes each. */
const MAX_ROW_IDS = 4_000_000
/** So many lists are on their way at once; the others begin when one of them is complete. */
const MAX_BEGUN = 12
/** Whoever wants a list asks several times a second; after this it is on its way for nobody. */
const WANTED_MS = 5_000

/** They outlive changes of the rows: an old list is better than none. */
const lists = new WeakMap<Workspace, Map<string, MadeList>>()

export interface MadeRows {
  /** The rows at positions `offset` to `offset + limit`. */
  at(offset: number, limit: number): readonly ListEntry[]
  readonly total: number
  readonly progress: ListProgress | null
}

interface Asked {
  readonly plan: ListPlan
  readonly kept: readonly ItemKey[]
}

/**
 * The rows of a list that no index has. It is put together within calls that ask for it, each of which works at it for a
 * moment, and at no other time. `progress`: it is not as the rows are by now, and shows what is known: the list as it was
 * before, or its beginning where rows are met in order.
 */
export function madeRows(workspace: Workspace, outbox: Outbox | null, { plan, kept }: Asked): MadeRows {
  const known = lists.get(workspace) ?? new Map<string, MadeList>()
  lists.set(workspace, known)
  const askedAtMs = performance.now()
  const list = known.get(plan.key) ?? { complete: null, next: null, slowAtMs: null, askedAtMs }
  list.askedAtMs = askedAtMs
  // Whatever is wrong with it, the next call begins anew.
  known.delete(plan.key)
  if (isNextDue(workspace, list) && hasPlace(known, askedAtMs)) beginNext(workspace, list, plan)
  const untilMs = performance.now() + SLICE_MS
  const isSpecial = hasSpecials(outbox, kept)
  const overlaid = (overlay: MadeOverlay): boolean =>
    !isSpecial ||
    overlay.goOn({ workspace, outbox, plan, kept }, Math.max(untilMs, performance.now() + OVERLAY_MS))

  buildNext(workspace, list, untilMs, overlaid)
  const shown = shownRows(list)
  if (shown === null) return waiting(workspace, plan)
  const { rids, overlay } = shown
  const isTrue = overlaid(overlay)
  known.set(plan.key, list)
  makeRoom(known, askedAtMs)
  const over = isSpecial ? overlay.shown : noOverlay
  const isOfNow = list.next === null && list.complete?.since === workspace.changes
  return {
    at: (offset, limit) => entriesAt(rids, over, offset, limit),
    total: totalOf(rids, over),
    progress: isOfNow && isTrue ? null : (list.next?.build.progress ?? { done: 0, of: rids.length }),
  }
}

/** None of its rows is known yet. */
function waiting({ db }: Workspace, { query }: ListPlan): MadeRows {
  const of = streamsOf(db, query).reduce((sum, { count }) => sum + count, 0)
  return { at: () => [], total: 0, progress: { done: 0, of } }
}

function isNextDue(workspace: Workspace, { complete, next, slowAtMs, askedAtMs }: MadeList): boolean {
  if (next !== null || complete?.since === workspace.changes) return false
  return complete === null || slowAtMs === null || askedAtMs - slowAtMs >= PAUSE_MS
}

const isOnItsWay = ({ next, askedAtMs }: MadeList, nowMs: number): boolean =>
  next !== null && nowMs - askedAtMs < WANTED_MS

const hasPlace = (known: ReadonlyMap<string, MadeList>, nowMs: number): boolean =>
  [...known.values()].filter((list) => isOnItsWay(list, nowMs)).length < MAX_BEGUN

function beginNext(workspace: Workspace, list: MadeList, plan: ListPlan): void {
  const build = startBuild(workspace, plan)
  const { rids, since } = build
  const during = overlayDuring(rids)
  list.next = { build, rids, since, during, overlay: overlayOn(rids), isBuilt: false, calls: 0 }
}

/** The next rows end however often rows change meanwhile: begun anew each time, they never would while a load writes. */
function buildNext(
  { db }: Workspace,
  list: MadeList,
  untilMs: number,
  overlaid: (overlay: MadeOverlay) => boolean,
): void {
  const { next } = list
  if (next === null) return
  if (!next.isBuilt) {
    next.isBuilt = next.build.goOn(db, untilMs)
    next.calls++
  }
  // Without what the outbox changes they would show what the user has changed.
  if (!next.isBuilt || !(overlaid(next.overlay) || next.overlay.isReady)) return
  list.slowAtMs = next.calls > 1 ? performance.now() : null
  const { rids, since, overlay } = next
  list.complete = { rids, since, overlay }
  list.next = null
}

/** Null while a list waits for its turn. */
function shownRows({ complete, next }: MadeList): Pick<Rows, 'rids' | 'overlay'> | null {
  return complete ?? (next === null ? null : { rids: next.rids, overlay: next.during })
}

/**
 * The lists that were asked for longest ago go, but none that is on its way: lists that take each other's places are
 * begun again and again, and none of them is ever complete.
 */
function makeRoom(known: Map<string, MadeList>, nowMs: number): void {
  let [count, rowIds] = [0, 0]
  for (const [key, list] of [...known].reverse()) {
    count++
    rowIds += (list.complete?.rids.length ?? 0) + (list.next?.build.rids.length ?? 0)
    const isTooMuch = count > 1 && (count > MAX_LISTS || rowIds > MAX_ROW_IDS)
    if (isTooMuch && !isOnItsWay(list, nowMs)) known.delete(key)
  }
}
