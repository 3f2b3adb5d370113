import { plainQuery } from '../shared/plain-query.ts'
import type { ListProgress } from '../shared/list-protocol.ts'
import { laidCounts } from './laid-reads.ts'
import { givenSource, readSource, sourceOver, type SourceRow } from './list-source.ts'
import type { LaidCount, Outbox } from './outbox.ts'
import { hasSpecials, specialRows, type SpecialRow } from './special-rows.ts'
import { countsOn, type TallyPlan } from './tally-build.ts'
import { tallyCounts, type TallyCounts } from './tally-counts.ts'
import { countingsOf } from './tally-sql.ts'
import type { Workspace } from './workspace.ts'

/** How what waits in the outbox changes what was counted of the cache. */
export interface TallyOverlay {
  /** What is to be added, in the order of the tallies; null where nothing is. It may be of a moment ago. */
  readonly shown: readonly TallyCounts[] | null
  readonly progress: ListProgress
  /** It was true once. */
  readonly isReady: boolean
  /** Works until then (`performance.now()`) and a moment longer; answers whether what is shown is true. */
  goOn(workspace: Workspace, outbox: Outbox | null, untilMs: number): boolean
}

const STEP = 50

interface Working {
  readonly laid: readonly LaidCount[]
  readonly specials: readonly SpecialRow[]
  readonly counts: readonly TallyCounts[]
  at: number
}

/** Rows with something over them are counted out as they lie in the cache, and in as they are shown. */
export function tallyOverlay({ tallies, inSql }: TallyPlan): TallyOverlay {
  const fields = [
    ...new Map(tallies.flatMap((tally) => tally.fields.map((field) => [field.id, field]))).values(),
  ]
  const needsRecord = inSql.some((tally) => tally.needsRecord)
  const count = countsOn(countingsOf(inSql), () => givenSource)
  let shown: readonly TallyCounts[] | null = null
  let known: readonly LaidCount[] | null = null
  let working: Working | null = null

  function step({ db }: Workspace, { specials, at, counts }: Working): void {
    const some = specials.slice(at, at + STEP).map(({ under, laid }) => {
      const source = under === null ? null : readSource(db, under, needsRecord)
      // It was there a moment ago.
      if (under !== null && source === null) return { source, over: null }
      return { source, over: sourceOver(source, laid, fields) }
    })
    const rows = (of: readonly (SourceRow | null)[]): string =>
      JSON.stringify(of.filter((row) => row !== null))
    count(db, rows(some.map(({ source }) => source)), counts, -1)
    count(db, rows(some.map(({ over }) => over)), counts, 1)
  }

  return {
    get shown() {
      return shown
    },
    get isReady() {
      return known !== null
    },
    get progress() {
      return { done: working?.at ?? 0, of: working?.specials.length ?? 0 }
    },
    goOn(workspace, outbox, untilMs) {
      if (working === null && known === laidCounts(outbox)) return true
      working ??= {
        laid: laidCounts(outbox),
        specials: hasSpecials(outbox, []) ? specialRows(workspace, outbox, { query: plainQuery() }, []) : [],
        counts: tallies.map(tallyCounts),
        at: 0,
      }
      // What is begun is ended, although the outbox may have changed: else it would never end where it always does.
      for (; working.at < working.specials.length; working.at += STEP) {
        if (performance.now() >= untilMs) return false
        step(workspace, working)
      }
      shown = working.specials.length === 0 ? null : working.counts
      known = working.laid
      working = null
      return known === laidCounts(outbox)
    },
  }
}
