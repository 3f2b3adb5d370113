import type { ItemKey } from '../shared/model/item.ts'
import { laidCounts } from './laid-reads.ts'
import type { ListPlan } from './list-plan.ts'
import { noOverlay, startOverlay, type Overlay, type OverlayBuild } from './list-overlay.ts'
import type { LaidCount, Outbox } from './outbox.ts'
import type { RowIds } from './row-ids.ts'
import { specialRows, type SpecialRow } from './special-rows.ts'
import type { Workspace } from './workspace.ts'

/** Keeps what differs from the rows of the cache true to the outbox, in calls that ask for it. */
export interface MadeOverlay {
  /** What is shown, which may be of a moment ago. */
  readonly shown: Overlay
  /** It was true once. */
  readonly isReady: boolean
  /** Works until then (`performance.now()`) and a moment longer; answers whether what is shown is true. */
  goOn(now: OverlayState, untilMs: number): boolean
}

/** What an overlay follows from. */
export interface OverlayState {
  readonly workspace: Workspace
  readonly outbox: Outbox | null
  readonly plan: ListPlan
  readonly kept: readonly ItemKey[]
}

/** So few rows are looked at again after every change of the cache. */
const FEW = 50

interface Known {
  readonly laid: readonly LaidCount[]
  readonly kept: string
  readonly changes: number
  readonly specials: readonly SpecialRow[]
}

const knownOf = ({ workspace, outbox, plan, kept }: OverlayState): Known => ({
  laid: laidCounts(outbox),
  kept: kept.join(' '),
  changes: workspace.changes,
  specials: specialRows(workspace, outbox, plan, kept),
})

const isTrue = (known: Known | null, { workspace, outbox, kept }: OverlayState): known is Known =>
  known !== null &&
  known.laid === laidCounts(outbox) &&
  known.kept === kept.join(' ') &&
  (known.changes === workspace.changes || known.specials.length > FEW)

/** Over rows that are complete. */
export function overlayOn(rids: RowIds): MadeOverlay {
  let shown = noOverlay
  let known: Known | null = null
  let build: { readonly of: Known; readonly work: OverlayBuild } | null = null
  return {
    get shown() {
      return shown
    },
    get isReady() {
      return known !== null
    },
    goOn(now, untilMs) {
      if (build === null && isTrue(known, now)) return true
      if (build === null) {
        const of = knownOf(now)
        build = { of, work: startOverlay(now.plan, rids, of.specials) }
      }
      // What is begun is ended, although the outbox may have changed: where it changes all the time, nothing else would.
      const done = build.work.goOn(now.workspace.db, untilMs)
      if (done === null) return false
      shown = done
      known = build.of
      build = null
      return isTrue(known, now)
    },
  }
}

/** Over rows that come one after the other: those that are not at home where they stand are left out for now. */
export function overlayDuring(rids: RowIds): MadeOverlay {
  let removed: number[] = []
  let known: Known | null = null
  let unders = new Set<number | null>()
  let at = 0
  return {
    get shown() {
      return { ...noOverlay, removed }
    },
    isReady: true,
    goOn(now) {
      if (!isTrue(known, now)) {
        known = knownOf(now)
        unders = new Set(known.specials.map(({ under }) => under))
        removed = []
        at = 0
      }
      for (; at < rids.length; at++) if (unders.has(rids.at(at))) removed.push(at)
      return true
    },
  }
}
