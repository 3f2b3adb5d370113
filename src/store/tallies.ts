import type { StoreInput } from '../shared/store-protocol.ts'
import type { TallyAnswer } from '../shared/tally-protocol.ts'
import type { Outbox } from './outbox.ts'
import { startTallies, type TallyBuild, type TallyPlan } from './tally-build.ts'
import { tallyOverlay, type TallyOverlay } from './tally-overlay.ts'
import { tallyInSql } from './tally-sql.ts'
import type { Workspace } from './workspace.ts'

/** Rows of the cache as they were counted, and how the outbox changes them. */
interface Counted {
  readonly build: TallyBuild
  readonly overlay: TallyOverlay
  readonly asOfMs: number
  /** `performance.now()`; work at it began, and ended. */
  readonly beganAtMs: number
  endedAtMs: number
}

interface MadeTallies {
  readonly plan: TallyPlan
  /** What is shown; null until all rows were looked at once. */
  complete: Counted | null
  next: Counted | null
}

/** So long one call works at them; whoever asks next waits for it. */
const SLICE_MS = 25
/** And so long at the least at what the outbox changes: mostly a few rows. */
const OVERLAY_MS = 8
/** While rows change all the time, they are counted anew no sooner than after so many times what counting took. */
const REST = 4
const LEAST_REST_MS = 2_000
const MOST_KEPT = 4

/** They outlive changes of the rows: old counts are better than none. */
const made = new WeakMap<Workspace, Map<string, MadeTallies>>()

/** Counts rows, in the calls that ask for it, as lists are put together (`made-list.ts`). */
export function tallyItems(
  workspace: Workspace,
  outbox: Outbox | null,
  { tallies, nowMs }: StoreInput<'tallyItems'>,
): TallyAnswer {
  const known = made.get(workspace) ?? new Map<string, MadeTallies>()
  made.set(workspace, known)
  const plan = { tallies, inSql: tallies.map((tally, at) => tallyInSql(tally, at, nowMs)) }
  const key = JSON.stringify(plan.inSql)
  const tally: MadeTallies = known.get(key) ?? { plan, complete: null, next: null }
  // Whatever is wrong with it, the next call begins anew.
  known.delete(key)
  const untilMs = performance.now() + SLICE_MS
  const overlaid = ({ overlay }: Counted): boolean =>
    overlay.goOn(workspace, outbox, Math.max(untilMs, performance.now() + OVERLAY_MS))

  beginNext(workspace, tally, nowMs)
  const { next } = tally
  if (next?.build.goOn(workspace.db, untilMs) === true && (overlaid(next) || next.overlay.isReady)) {
    next.endedAtMs = performance.now()
    tally.complete = next
    tally.next = null
  }
  const { complete } = tally
  const isTrue = complete !== null && overlaid(complete)
  known.set(key, tally)
  for (const oldest of known.keys()) if (known.size > MOST_KEPT) known.delete(oldest)
  const isOfNow = tally.next === null && complete?.build.since === workspace.changes
  return {
    results:
      complete?.build.counts.map((counts, n) => counts.result(complete.overlay.shown?.[n] ?? null)) ?? null,
    asOfMs: complete?.asOfMs ?? null,
    progress: isOfNow && isTrue ? null : progressOf(tally),
  }
}

function beginNext(workspace: Workspace, tally: MadeTallies, nowMs: number): void {
  const { plan, complete, next } = tally
  if (next !== null || complete?.build.since === workspace.changes) return
  if (complete !== null) {
    const restMs = Math.max(LEAST_REST_MS, REST * (complete.endedAtMs - complete.beganAtMs))
    if (performance.now() - complete.endedAtMs < restMs) return
  }
  tally.next = {
    build: startTallies(workspace, plan),
    overlay: tallyOverlay(plan),
    asOfMs: nowMs,
    beganAtMs: performance.now(),
    endedAtMs: 0,
  }
}

function progressOf({ next, complete }: MadeTallies): TallyAnswer['progress'] {
  const { done, of } = next?.build.progress ?? complete?.overlay.progress ?? { done: 0, of: 0 }
  return { done, of }
}
