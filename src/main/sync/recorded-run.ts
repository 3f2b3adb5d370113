import type { LoadChoice } from '../../shared/model/load-choice.ts'
import type { AccountAccess } from '../accounts/account-access.ts'
import { fieldsOfThrown, logLevelFor, newReference, type Logger } from '../logging/logger.ts'
import type { Store } from '../store/store.ts'
import type { PlannedRun } from './due-runs.ts'
import { forgetRun, notBegun, runFeed } from './run-feed.ts'
import type { RunOutcome } from './run-load.ts'
import type { FeedResult, RunResults } from './run-results.ts'
import type { RunResult } from './run-state.ts'

export interface RecordedRunPorts {
  readonly store: Store
  readonly logger: Logger
  readonly now: () => number
  readonly results: RunResults
  /** What lists and records show has changed. */
  readonly onRows: () => void
}

export interface RunRequest extends AccountAccess {
  readonly choice: LoadChoice
  readonly planned: PlannedRun
  /** Nobody asked for it by hand. */
  readonly isScheduled: boolean
  readonly signal: AbortSignal
}

/** Makes a run, and tells the screen, the log and the history of it. Never throws. */
export type RecordedRun = (request: RunRequest) => Promise<RunOutcome>

export function createRecordedRun(ports: RecordedRunPorts): RecordedRun {
  const { store, logger, results } = ports
  /** Feeds whose last look for changes found nothing: the next one that finds nothing is not told again. */
  const quiet = new Set<string>()

  async function make(request: RunRequest, reference: string): Promise<RunResult> {
    const { planned, choice, provider, session, signal } = request
    const { feed, mode } = planned
    const { accountId } = session
    const base: FeedResult = { state: 'loading', mode, loaded: 0, total: null, error: null, reference: null }
    results.note(accountId, feed.name, base)
    const forgotten = planned.isFresh ? await forgetRun(ports, { accountId, feed: feed.name }) : null
    if (forgotten?.ok === false) return notBegun(forgotten.error)
    const onThrown = (thrown: unknown): void =>
      logger.error('load.crashed', { reference, accountId, feed: feed.name, mode, ...fieldsOfThrown(thrown) })
    const run = { store, provider, session, choice, now: ports.now, onThrown }
    return runFeed(run, feed, mode, signal, (progress, hasNews) => {
      results.note(accountId, feed.name, { ...base, ...progress })
      if (hasNews) ports.onRows()
    })
  }

  /** A failure to note it is no failure of the run. */
  async function report(
    { planned, session, isScheduled }: RunRequest,
    startedAtMs: number,
    result: RunResult,
    { outcome, error, reference }: RunOutcome,
  ): Promise<void> {
    const { accountId } = session
    const { feed, mode } = planned
    const { added, changed, removed, calls } = result
    const key = `${accountId} ${feed.name}`
    const isQuiet = isScheduled && outcome === 'done' && added + changed + removed === 0
    if (mode === 'changes') {
      if (isQuiet && quiet.has(key)) return
      if (isQuiet) quiet.add(key)
      else quiet.delete(key)
    }
    const noted = await store.call('noteRun', {
      report: {
        accountId,
        feed: feed.name,
        mode,
        startedAtMs,
        endedAtMs: ports.now(),
        outcome,
        added,
        changed,
        removed,
        calls,
        error,
        reference,
      },
    })
    if (!noted.ok) logger.warn('load.not-noted', { accountId, feed: feed.name, error: noted.error.kind })
  }

  return async (request) => {
    const { planned, session, signal } = request
    const { accountId } = session
    const { feed, mode } = planned
    const startedAtMs = ports.now()
    const reference = newReference()
    const result = await make(request, reference).catch((thrown: unknown) => {
      logger.error('load.crashed', { reference, accountId, feed: feed.name, mode, ...fieldsOfThrown(thrown) })
      return notBegun({ kind: 'bug' })
    })
    const { added, changed, removed, calls, loaded, total } = result
    const outcome = outcomeOf(result, signal, reference)
    const facts = { accountId, feed: feed.name, mode, added, changed, removed, calls }
    const ms = ports.now() - startedAtMs
    if (result.error === null) logger.info('load.done', { ...facts, isCapped: result.isCapped, ms })
    else {
      const level = logLevelFor(result.error)
      logger[level]('load.failed', { reference, ...facts, error: result.error.kind, loaded, ms })
    }
    await report(request, startedAtMs, result, outcome)
    results.note(accountId, feed.name, {
      state: outcome.outcome,
      mode,
      loaded,
      // What a run over changes counts is not how many there are.
      total: mode === 'full' || mode === 'sweep' ? total : null,
      error: outcome.error,
      reference: outcome.reference,
    })
    // Besides what its pages told of: rows that it did not meet went at its end, a full one has read anew what is as it was,
    // and of one that failed something may have been stored all the same.
    const hasReadRows = mode === 'full' && loaded > 0
    if (removed > 0 || hasReadRows || result.error !== null) ports.onRows()
    return outcome
  }
}

/** What a stopped run says of itself is no failure. */
function outcomeOf({ error, isCapped }: RunResult, signal: AbortSignal, reference: string): RunOutcome {
  if (error === null) return { outcome: isCapped ? 'capped' : 'done', error, reference: null }
  return error.kind === 'cancelled' || signal.aborted
    ? { outcome: 'cancelled', error: null, reference: null }
    : { outcome: 'failed', error, reference }
}
