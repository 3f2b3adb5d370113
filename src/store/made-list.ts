import type { ItemKey } from '../shared/model/item.ts'
import type { ListProgress } from '../shared/list-protocol.ts'
import { startBuild, type ListBuild } from './list-build.ts'
import { noOverlay, type ListEntry } from './list-overlay.ts'
import type { ListPlan } from './list-plan.ts'
import { entriesAt, totalOf } from './list-positions.ts'
import { overlayDuring, overlayOn, type MadeOverlay } from './made-overlay.ts'
import type { Outbox } from './outbox.ts'
import type { RowIds } from './row-ids.ts'
import { hasSpecials } from './special-rows.ts'
import { remember, type Workspace } from './workspace.ts'

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
}

/** So long one call works at a list; whoever asks next waits for it. */
const SLICE_MS = 25
/** And so long at the least at what the outbox changes in it: mostly a few rows. */
const OVERLAY_MS = 8
/** While rows change all the time, a list that takes several calls is put together no sooner than after this. */
const PAUSE_MS = 2_000
const MAX_LISTS = 6
/** Of all lists; 8 bytes each. */
const MAX_ROW_IDS = 4_000_000

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
  const list: MadeList = known.get(plan.key) ?? { complete: null, next: null, slowAtMs: null }
  // Whatever is wrong with it, the next call begins anew.
  known.delete(plan.key)
  beginNext(workspace, list, plan)
  const untilMs = performance.now() + SLICE_MS
  const isSpecial = hasSpecials(outbox, kept)
  const overlaid = (overlay: MadeOverlay): boolean =>
    !isSpecial ||
    overlay.goOn({ workspace, outbox, plan, kept }, Math.max(untilMs, performance.now() + OVERLAY_MS))

  buildNext(workspace, list, untilMs, overlaid)
  const { rids, overlay } = shownRows(list)
  const isTrue = overlaid(overlay)
  remember(known, plan.key, list)
  makeRoom(known)
  const over = isSpecial ? overlay.shown : noOverlay
  const isOfNow = list.next === null && list.complete?.since === workspace.changes
  return {
    at: (offset, limit) => entriesAt(rids, over, offset, limit),
    total: totalOf(rids, over),
    progress: isOfNow && isTrue ? null : (list.next?.build.progress ?? { done: 0, of: rids.length }),
  }
}

function beginNext(workspace: Workspace, list: MadeList, plan: ListPlan): void {
  const { complete, next, slowAtMs } = list
  if (next !== null || complete?.since === workspace.changes) return
  if (complete !== null && slowAtMs !== null && performance.now() - slowAtMs < PAUSE_MS) return
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

function shownRows({ complete, next }: MadeList): Pick<Rows, 'rids' | 'overlay'> {
  if (complete !== null) return complete
  if (next === null) throw new Error('a list is complete or on its way')
  return { rids: next.rids, overlay: next.during }
}

/** The lists that were asked for longest ago go. */
function makeRoom(known: Map<string, MadeList>): void {
  let [count, rowIds] = [0, 0]
  for (const [key, { complete, next }] of [...known].reverse()) {
    count++
    rowIds += (complete?.rids.length ?? 0) + (next?.build.rids.length ?? 0)
    if (count > 1 && (count > MAX_LISTS || rowIds > MAX_ROW_IDS)) known.delete(key)
  }
}
