import type { Sqlite, Statement } from './driver.ts'
import type { ListProgress } from '../shared/list-protocol.ts'
import type { Tally } from '../shared/tally-protocol.ts'
import { FIRST_STEP, nextStep } from './list-build.ts'
import { streamsOf, type ListStream } from './list-plan.ts'
import { cachedSource } from './list-source.ts'
import { walkRows } from './list-walks.ts'
import { tallyCounts, type TallyCounts } from './tally-counts.ts'
import { countingsOf, type CountedRow, type Counting, type TallyInSql } from './tally-sql.ts'
import type { Workspace } from './workspace.ts'

/** Tallies of the rows of the cache alone that are being counted. */
export interface TallyBuild {
  /** In the order of the tallies. */
  readonly counts: readonly TallyCounts[]
  /** The state of the items of which it knows, or newer; see `Workspace.changes`. */
  readonly since: number
  readonly progress: ListProgress
  /** Works until then (`performance.now()`) and a moment longer; answers whether it is complete. */
  goOn(db: Sqlite, untilMs: number): boolean
}

export interface TallyPlan {
  readonly tallies: readonly Tally[]
  readonly inSql: readonly TallyInSql[]
}

const wants = ({ type, accountId }: Tally, stream: ListStream): boolean =>
  (type === null || type === stream.type) && (accountId === null || accountId === stream.accountId)

export function startTallies(workspace: Workspace, { tallies, inSql }: TallyPlan): TallyBuild {
  const counts = tallies.map(tallyCounts)
  const parts = streamsOf(workspace.db, { type: null, accountId: null }).flatMap((stream) => {
    const wanted = inSql.filter((_, n) => {
      const tally = tallies[n]
      return tally !== undefined && wants(tally, stream)
    })
    return wanted.length === 0
      ? []
      : [{ walk: walkRows([stream]), count: countsOn(countingsOf(wanted), cachedSource) }]
  })
  const of = parts.reduce((sum, { walk }) => sum + walk.of, 0)
  let [part, done, step] = [0, 0, FIRST_STEP]
  return {
    counts,
    since: workspace.changes,
    get progress() {
      return { done, of: Math.max(done, of) }
    },
    goOn(db, untilMs) {
      for (let startedAt = performance.now(); startedAt < untilMs;) {
        const at = parts[part]
        if (at === undefined) return true
        const rids = at.walk.next(db, step)
        if (rids.length === 0) part++
        else at.count(db, JSON.stringify(rids), counts, 1)
        done += rids.length
        const now = performance.now()
        step = nextStep(step, now - startedAt)
        startedAt = now
      }
      return part >= parts.length
    },
  }
}

type Count = (db: Sqlite, rows: string, counts: readonly TallyCounts[], sign: 1 | -1) => void

/** Runs the countings over rows of a source, and adds what they find. */
export function countsOn(countings: readonly Counting[], source: (needsRecord: boolean) => string): Count {
  const statements = new Map<Counting, Statement<(string | number)[], CountedRow>>()
  return (db, rows, counts, sign) => {
    for (const counting of countings) {
      const statement = statements.get(counting) ?? prepared(db, counting.text(source(counting.needsRecord)))
      statements.set(counting, statement)
      counting.take(statement.all(...counting.params(rows)), counts, sign)
    }
  }
}

/** Not kept with the others (`sql.ts`): it goes with the tallies. */
function prepared(db: Sqlite, text: string): Statement<(string | number)[], CountedRow> {
  const statement = db.prepare<(string | number)[], CountedRow>(text)
  statement.raw()
  return statement
}
