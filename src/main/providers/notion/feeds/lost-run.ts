import type { AppError } from '../../../../shared/errors.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { stepOf, type FeedContext, type FeedStep } from '../../feeds.ts'
import { writePlace } from './place.ts'

/** By context, of which every run has its own. */
const lostRuns = new WeakSet<FeedContext>()

/**
 * The end of a run that knows that it has not met everything. It is to fail, so that this is seen and nothing counts
 * as looked for in vain. The place is kept before it does: the next run finds it, and begins anew.
 */
export function loseRun(context: FeedContext): Result<FeedStep, AppError> {
  lostRuns.add(context)
  return ok(stepOf({ next: writePlace({ list: 'lost' }) }))
}

/** The failure of a run that was lost; undefined where an earlier one left the place behind. */
export function endLostRun(context: FeedContext): Result<never, AppError> | undefined {
  return lostRuns.has(context) ? err({ kind: 'unexpected-response', detail: 'search cut short' }) : undefined
}
