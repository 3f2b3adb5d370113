import type { Sqlite, Statement } from './driver.ts'
import { streamsOf, type ListPlan } from './list-plan.ts'
import { cachedSource } from './list-source.ts'
import { walkChildren, walkHits, walkIndex, walkRows, type Walk } from './list-walks.ts'
import { childrenOf } from './place.ts'
import { RowIds, ridSet } from './row-ids.ts'
import { findItems } from './search.ts'
import { comparingRows, toKeys, type KeyedRow } from './sort-keys.ts'
import { sortedRuns, type SortedRuns } from './sorted-runs.ts'
import type { Workspace } from './workspace.ts'

/** A list that is being put together, of the rows of the cache alone. */
export interface ListBuild {
  /** Rows that are in their places. */
  readonly rids: RowIds
  /** The state of the items of which it knows, or newer; see `Workspace.changes`. */
  readonly since: number
  readonly progress: { readonly done: number; readonly of: number }
  /** Works until then (`performance.now()`) and a moment longer; answers whether it is complete. */
  goOn(db: Sqlite, untilMs: number): boolean
}

/** What one step takes: some milliseconds, so that it ends in time. */
const STEP_MS = 6
export const FIRST_STEP = 256
const SMALLEST_STEP = 32
const LARGEST_STEP = 8_192
/** So few rows are looked at in one call, however slow the machine is at the moment. */
const FEW_ROWS = 1_000

export function startBuild(workspace: Workspace, plan: ListPlan): ListBuild {
  const walk = walkOf(workspace, plan)
  const rids = new RowIds()
  const match = matching(plan)
  const met = ridSet()
  const runs = plan.isInOrder ? null : sortedRuns(comparingRows(plan.order))
  let [done, step, isWalked] = [0, FIRST_STEP, false]

  const lookAt = (db: Sqlite, some: readonly number[]): void => {
    done += some.length
    for (const row of match(db, some)) {
      // The rows may have changed since the last step, and with them what comes next.
      if (!met.add(row[0])) continue
      if (runs === null) rids.push(row[0])
      else runs.add(toKeys(row, plan.order))
    }
  }
  const merge = (sorted: SortedRuns): boolean => {
    const next = sorted.take(step)
    for (const rid of next) rids.push(rid)
    return next.length < step
  }
  return {
    rids,
    since: workspace.changes,
    get progress() {
      return { done, of: Math.max(done, walk.of) }
    },
    goOn(db, untilMs) {
      for (let startedAt = performance.now(); startedAt < untilMs || walk.of <= FEW_ROWS;) {
        if (isWalked) {
          if (runs === null || merge(runs)) return true
        } else {
          const some = walk.next(db, step)
          isWalked = some.length === 0
          if (!isWalked) lookAt(db, some)
          else if (runs === null) return true
        }
        const now = performance.now()
        step = nextStep(step, now - startedAt)
        startedAt = now
      }
      return false
    },
  }
}

/** So many rows as the next step needs to take its time, after one that took this long. */
export function nextStep(step: number, tookMs: number): number {
  const wanted = Math.min(2 * step, (step * STEP_MS) / Math.max(tookMs, 0.01))
  return Math.round(Math.min(LARGEST_STEP, Math.max(SMALLEST_STEP, wanted)))
}

function walkOf(workspace: Workspace, { query, walk }: ListPlan): Walk {
  const { parentKey, search } = query
  if (walk === 'children' && parentKey !== null) {
    return walkChildren(parentKey, childrenOf(workspace.db, parentKey))
  }
  const streams = streamsOf(workspace.db, parentKey === null ? query : { type: null, accountId: null })
  if (walk === 'hits') {
    const ids = streams.map(({ id }) => id)
    const found = findItems(workspace, search, ids)
    // Within an item only words are looked for.
    return parentKey !== null && found.table !== 'word' ? nothing : walkHits(found)
  }
  return typeof walk === 'object' ? walkIndex(streams, walk) : walkRows(streams)
}

const nothing: Walk = { of: 0, next: () => [] }

type Params = (string | number)[]
type Match = (db: Sqlite, rids: readonly number[]) => readonly KeyedRow[]

/** Which of some rows belong to the list, in the same order, with what they are ordered by. */
function matching({ query, where, order, isInOrder, needsRecord }: ListPlan): Match {
  const keys = isInOrder ? [] : order.map((one) => one.sql)
  const parent = query.parentKey === null ? [] : [query.parentKey]
  const text = `SELECT ${['source.rid', ...keys.map((key) => key.text)].join(', ')}
    FROM ${cachedSource(needsRecord)}
    WHERE source.account_id IS NOT NULL ${parent.length === 0 ? '' : 'AND source.parent_key = ?'}
      AND ${where.text}`
  const before = keys.flatMap(({ params }) => params)
  let statement: Statement<Params, KeyedRow> | null = null
  return (db, rids) => {
    statement ??= rawStatement(db, text)
    return statement.all(...before, JSON.stringify(rids), ...parent, ...where.params)
  }
}

/** Not kept with the others (`sql.ts`): there are as many texts as filters, and it goes with the list. */
export function rawStatement(db: Sqlite, text: string): Statement<Params, KeyedRow> {
  const statement = db.prepare<Params, KeyedRow>(text)
  statement.raw()
  return statement
}
