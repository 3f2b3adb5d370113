import type { RunMode } from '../../shared/model/feed.ts'
import type { FeedRef } from '../../shared/store-protocol.ts'
import type { AppError } from '../../shared/errors.ts'
import type { Result } from '../../shared/result.ts'
import type { Feed } from '../providers/feeds.ts'
import { confirmUnseen } from './confirm-unseen.ts'
import { isEmptinessKnown } from './empty-run.ts'
import { readPlaces } from './lane-places.ts'
import { createRun, type OnProgress, type Run, type RunPorts, type RunResult } from './run-state.ts'
import { walkLane } from './walk-lane.ts'

/**
 * One run over a feed. Its lanes go side by side; pages and the places behind them are stored in one transaction, so a
 * kill at any moment leaves whole pages, and the next run of the same mode goes on where this one stood. (A very big
 * page goes in parts, the place with the last of them: it is read again then.) Only a run that reached the end of all
 * its lanes takes out what it has not met. The next page is asked for while the last one is being stored: a chain of
 * pages is then as fast as the provider answers.
 *
 * Answers when nothing of it writes any more, whatever happened, and never throws.
 */
export async function runFeed(
  ports: RunPorts,
  feed: Feed,
  mode: RunMode,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<RunResult> {
  const { accountId } = ports.session
  const begun = await ports.store.call('beginRun', { accountId, feed: feed.name, mode, nowMs: ports.now() })
  if (!begun.ok) return notBegun(begun.error)
  try {
    const { provider } = ports
    const lanes = provider.feeds.lanes(feed, mode)
    const places = readPlaces(begun.value.cursor, lanes)
    const run = createRun(ports, begun.value, { feed, mode, places }, signal, onProgress)
    const guarded = (work: Promise<void>): Promise<void> => work.catch(run.failWith)
    await Promise.all(lanes.map((lane, index) => guarded(walkLane(provider, run, lane, index === 0))))
    await run.settled()
    await guarded(conclude(ports, run))
    await run.settled()
    return run.result()
  } catch (thrown) {
    ports.onThrown?.(thrown)
    return notBegun({ kind: 'bug' })
  }
}

/** Forgets the run of a feed that was interrupted, so that the next full one begins at the beginning. */
export async function forgetRun(
  { store, now }: Pick<RunPorts, 'store' | 'now'>,
  of: FeedRef,
): Promise<Result<null, AppError>> {
  const begun = await store.call('beginRun', { ...of, mode: 'full', nowMs: now() })
  return begun.ok ? store.call('dropRun', { ...of, runId: begun.value.runId }) : begun
}

/** What follows when all lanes are through. */
async function conclude({ store, provider, now }: RunPorts, run: Run): Promise<void> {
  if (run.result().error !== null) return
  const { isCapped } = run.result()
  const { confirm } = provider.feeds
  const readsAll = run.mode === 'full' || run.mode === 'sweep'
  if (readsAll && !isCapped && confirm !== undefined) {
    await confirmUnseen(store, run, confirm)
    if (run.result().error !== null) return
  }
  const removesUnseen = readsAll && !isCapped && confirm === undefined
  if (removesUnseen && run.result().loaded === 0) {
    const isKnown = await isEmptinessKnown(store, run, now())
    if (!isKnown.ok) {
      run.fail(isKnown.error)
      return
    }
    if (!isKnown.value) {
      // Not to be gone on with: the next run has to ask again.
      const dropped = await store.call('dropRun', run.ref)
      run.fail(dropped.ok ? { kind: 'unexpected-response', detail: 'an empty list' } : dropped.error)
      return
    }
  }
  for (let after: number | undefined; ;) {
    // The user stopped it in the last moment: the next run has only this left to do.
    if (run.context.signal.aborted) {
      run.fail({ kind: 'cancelled' })
      return
    }
    const end = { removesUnseen, isCapped, ...(after === undefined ? {} : { after }), nowMs: now() }
    const finished = await store.call('finishRun', { ...run.ref, ...end })
    if (!finished.ok) {
      run.fail(finished.error)
      return
    }
    run.noteRemoved(finished.value.removed)
    if (finished.value.next === null) return
    after = finished.value.next
  }
}

/** The result of a run that never came to its first step. */
export const notBegun = (error: AppError): RunResult => ({
  added: 0,
  changed: 0,
  removed: 0,
  calls: 0,
  loaded: 0,
  total: null,
  isCapped: false,
  error,
})
