import type { AppError } from '../../shared/errors.ts'
import { isPassing } from './failure-classes.ts'
import type { FeedOutcome } from './run-load.ts'

/** A feed that is not looked at by itself for a while. */
export interface Hold {
  readonly untilMs: number
  /** The reason may be gone any moment. */
  readonly isPassing: boolean
}

const minuteMs = 60_000
/** Between tries after failures that pass. */
const retryMinutes = [1, 2, 5, 15] as const
/** A permission that is missing, or a limit of which nobody says how long it lasts. */
const longMs = 60 * minuteMs
/** After anything else, and after the user's own stop. */
const usualMs = 15 * minuteMs

/** How long to wait after so many failures in a row, whole ms: longer each time, and never the same for all. */
export function retryDelayMs(failures: number, random: () => number): number {
  const minutes = retryMinutes[Math.min(Math.max(failures, 1), retryMinutes.length) - 1] ?? 15
  return Math.round(minutes * minuteMs * (0.8 + 0.4 * random()))
}

/** Null where a feed is looked at again when its time comes. */
export function holdAfter(
  { outcome, error }: Pick<FeedOutcome, 'outcome' | 'error'>,
  nowMs: number,
  retryMs: number,
): Hold | null {
  if (outcome === 'done' || outcome === 'capped') return null
  if (outcome === 'cancelled') return { untilMs: nowMs + usualMs, isPassing: false }
  if (error === null) return { untilMs: nowMs + retryMs, isPassing: true }
  const passes = isPassing(error)
  return {
    untilMs: nowMs + (passes ? passingWaitMs(error, retryMs) : waitMsOf(error, nowMs)),
    isPassing: passes,
  }
}

const passingWaitMs = (error: AppError, retryMs: number): number =>
  error.kind === 'rate-limited' ? Math.max(retryMs, error.retryAfterMs) : retryMs

/** An error may say until when it lasts, epoch ms, or that nobody knows. */
function waitMsOf(error: AppError, nowMs: number): number {
  if ('untilMs' in error && typeof error.untilMs === 'number')
    return Math.max(error.untilMs - nowMs, minuteMs)
  return 'untilMs' in error || error.kind === 'missing-permission' ? longMs : usualMs
}
