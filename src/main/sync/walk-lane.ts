import { err, type Result } from '../../shared/result.ts'
import type { AppError } from '../../shared/errors.ts'
import type { FeedStep } from '../providers/feeds.ts'
import type { Provider } from '../providers/provider.ts'
import { letEventsRun } from '../http/let-events-run.ts'
import type { Run } from './run-state.ts'

/** Takes a lane of a run to its end, step by step. `isFirst`: its total is the run's. */
export async function walkLane(provider: Provider, run: Run, lane: string, isFirst: boolean): Promise<void> {
  const { places } = run
  const isInVain = vainSteps(run)
  // Without the place where the walk begins: a run that fails at the same point as the one before leaves it again.
  let seenCursors = new Set<string>()
  let hasStartedOver = false
  while (places[lane]?.isDone !== true && !run.isOver()) {
    const step = await stepOf(provider, run, lane)
    if (!step.ok && isStale(step.error) && places[lane]?.cursor !== null && !hasStartedOver) {
      // The place is no longer one, be it an earlier run's or one that expired on the way. The lane starts over,
      // once; a row that is met twice counts once.
      hasStartedOver = true
      places[lane] = { cursor: null, isDone: false }
      seenCursors = new Set()
      continue
    }
    if (!step.ok) {
      run.fail(step.error)
      return
    }
    const { next, total } = step.value
    // A server that repeats a cursor, or never stops making new ones, would keep us here for ever.
    if (next !== null && (seenCursors.has(next) || isInVain(step.value))) {
      const detail = seenCursors.has(next) ? 'repeated page cursor' : 'pages without end'
      run.fail({ kind: 'unexpected-response', detail })
      return
    }
    if (next !== null) seenCursors.add(next)
    if (isFirst) run.noteTotal(total)
    await letEventsRun()
    await run.writeStep(lane, step.value)
  }
}

/** A lane that starts over reads again whatever the run has met; so many rows on top are allowed. */
const mostRowsInVain = 100_000
/** What a step without rows counts. */
const rowsOfEmptyStep = 10

/** Tells of each step whether there have been too many in a row that brought nothing which the run had not met. */
function vainSteps(run: Run): (step: FeedStep) => boolean {
  let met = run.result().loaded
  let rowsInVain = 0
  return ({ items, gone, missed, kept, links, facts }) => {
    const { loaded, isCapped } = run.result()
    const bringsMore = [gone, missed, kept, links, facts].some(({ length }) => length > 0)
    // Rows above the user's cap are left out, and are none that the run meets.
    const isOfUse = isCapped || loaded > met || bringsMore
    rowsInVain = isOfUse ? 0 : rowsInVain + (items.length || rowsOfEmptyStep)
    met = loaded
    return rowsInVain > mostRowsInVain + loaded
  }
}

async function stepOf(provider: Provider, run: Run, lane: string): Promise<Result<FeedStep, AppError>> {
  if (run.context.signal.aborted) return err({ kind: 'cancelled' })
  return provider.feeds.step(run.context, {
    feed: run.feed,
    mode: run.mode,
    lane,
    places: () => run.places,
    watermark: run.watermark,
  })
}

/** What providers answer to a cursor that they do not know (any more). */
const isStale = ({ kind }: AppError): boolean => kind === 'rejected'
