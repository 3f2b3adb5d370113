import type { AppError } from '../../shared/errors.ts'
import type { RunMode } from '../../shared/model/feed.ts'
import type { LoadChoice } from '../../shared/model/load-choice.ts'
import { err, type Result } from '../../shared/result.ts'
import type { FeedRun, PageOutcome, RunRef, UnseenRow } from '../../shared/store-protocol.ts'
import type { Feed, FeedContext, FeedStep, LanePlace } from '../providers/feeds.ts'
import type { Provider, ProviderSession } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import { readPlaces, writePlaces } from './lane-places.ts'
import { localRows } from './local-rows.ts'

export interface RunProgress {
  /** Rows that the run has met. */
  readonly loaded: number
  readonly total: number | null
}

export interface RunCounts {
  readonly added: number
  readonly changed: number
  readonly removed: number
}

export interface RunResult extends RunCounts {
  /** Set where the run did not reach its end. What it stored stays, and the next one goes on from there. */
  readonly error: AppError | null
  /** It stopped at the number of rows that the user set. */
  readonly isCapped: boolean
}

export interface RunPorts {
  readonly store: Store
  readonly provider: Provider
  readonly session: ProviderSession
  readonly choice: LoadChoice
  readonly now: () => number
}

/** So many pages of a lane may be on their way to the store while the next one is fetched. */
const pagesAhead = 2

/**
 * One run over a feed. Its lanes go side by side; a page's rows and the place behind it are one transaction, so
 * a kill at any moment leaves whole pages, and the next run of the same mode goes on where this one stood. Only
 * a run that reached the end of all its lanes takes out what it has not met. The next page is asked for while
 * the last one is being stored: a chain of pages is then as fast as the provider answers.
 */
export async function runFeed(
  ports: RunPorts,
  feed: Feed,
  mode: RunMode,
  signal: AbortSignal,
  onProgress: (progress: RunProgress) => void,
): Promise<RunResult> {
  const { store, session } = ports
  const { accountId } = session
  const begun = await store.call('beginRun', { accountId, feed: feed.name, mode, nowMs: ports.now() })
  if (!begun.ok) return { added: 0, changed: 0, removed: 0, isCapped: false, error: begun.error }
  const run = createRun(ports, feed, begun.value, signal, onProgress)

  const { feeds } = ports.provider
  const lanes = feeds.lanes(feed, mode)
  const places = readPlaces(begun.value.cursor, lanes)
  await Promise.all(
    lanes.map((lane) => walkLane(ports, run, { feed, mode, lane, places, begun: begun.value })),
  )
  await run.settled()
  if (run.error() === null && !run.isCapped() && mode !== 'changes' && mode !== 'removals') {
    await confirmUnseen(ports, run, feed, places)
  }
  if (run.error() !== null) return run.result()

  const removesUnseen = (mode === 'full' || mode === 'sweep') && feeds.confirm === undefined
  const finished = await store.call('finishRun', {
    ...run.ref,
    removesUnseen: removesUnseen && !run.isCapped(),
    nowMs: ports.now(),
  })
  if (!finished.ok) run.fail(finished.error)
  return finished.ok
    ? { ...run.result(), removed: run.result().removed + finished.value.removed }
    : run.result()
}

interface Run {
  readonly ref: RunRef
  readonly context: FeedContext
  /** Hands a page over to the store; answers when there is room for the next one. */
  store(step: FeedStep, places: Readonly<Record<string, LanePlace>>): Promise<void>
  /** All pages that were handed over are stored, or the run has failed. */
  settled(): Promise<void>
  fail(error: AppError): void
  error(): AppError | null
  isCapped(): boolean
  noteTotal(total: number | null): void
  result(): RunResult
}

function createRun(
  ports: RunPorts,
  feed: Feed,
  begun: FeedRun,
  signal: AbortSignal,
  onProgress: (progress: RunProgress) => void,
): Run {
  const ref: RunRef = { accountId: ports.session.accountId, feed: feed.name, runId: begun.runId }
  // One lane that fails stops the others.
  const stop = new AbortController()
  const counts = { added: 0, changed: 0, removed: 0 }
  const pending = new Set<Promise<void>>()
  let failure: AppError | null = null
  let isCapped = false
  let loaded = begun.seen
  let total: number | null = null

  const fail = (error: AppError): void => {
    failure ??= signal.aborted ? { kind: 'cancelled' } : error
    stop.abort()
  }
  const settled = async (): Promise<void> => {
    while (pending.size > 0) await Promise.all(pending)
  }
  const noteStored = (stored: Result<PageOutcome, AppError>): void => {
    if (!stored.ok) {
      fail(stored.error)
      return
    }
    counts.added += stored.value.added
    counts.changed += stored.value.changed
    counts.removed += stored.value.removed
    if (stored.value.leftOut > 0 && Object.keys(ports.choice.caps).length > 0) isCapped = true
    loaded = stored.value.seen
    onProgress({ loaded, total })
  }

  return {
    ref,
    context: {
      session: ports.session,
      choice: ports.choice,
      local: localRows(ports.store, ref, settled),
      signal: AbortSignal.any([signal, stop.signal]),
    },
    async store(step, places) {
      const sent = ports.store
        .call('applyPage', {
          ...ref,
          items: step.items.map(({ item, record, searchText }) => ({
            item,
            record: JSON.stringify(record),
            searchText,
          })),
          gone: step.gone,
          missed: step.missed,
          kept: step.kept,
          links: step.links,
          facts: step.facts.map(({ name, value }) => ({ name, json: JSON.stringify(value) })),
          next: writePlaces(places),
          watermark: step.watermark,
          keepsNewer: ports.provider.feeds.hasGrowingTimes,
          caps: ports.choice.caps,
          nowMs: ports.now(),
        })
        .then(noteStored)
        .finally(() => pending.delete(sent))
      pending.add(sent)
      if (pending.size >= pagesAhead) await Promise.race(pending)
    },
    settled,
    fail,
    error: () => failure,
    isCapped: () => isCapped,
    noteTotal: (told) => {
      total = told ?? total
    },
    result: () => ({ ...counts, isCapped, error: failure }),
  }
}

interface Walk {
  readonly feed: Feed
  readonly mode: RunMode
  readonly lane: string
  /** Of all lanes, shared by their walks. */
  readonly places: Record<string, LanePlace>
  readonly begun: FeedRun
}

async function walkLane({ provider }: RunPorts, run: Run, walk: Walk): Promise<void> {
  const { feed, mode, lane, places } = walk
  const isFirst = provider.feeds.lanes(feed, mode)[0] === lane
  const seenCursors = new Set<string>()
  let hasStartedOver = false
  while (places[lane]?.isDone !== true && run.error() === null && !run.isCapped()) {
    const cursor = places[lane]?.cursor ?? null
    const step = run.context.signal.aborted
      ? err<AppError>({ kind: 'cancelled' })
      : await provider.feeds.step(run.context, {
          feed,
          mode,
          lane,
          places: () => places,
          watermark: walk.begun.watermark,
        })
    if (!step.ok && step.error.kind === 'rejected' && cursor !== null && !hasStartedOver) {
      // The place is no longer one, be it an earlier run's or one that went stale on the way: the same run
      // starts over, once. Rows are met once.
      hasStartedOver = true
      places[lane] = { cursor: null, isDone: false }
      seenCursors.clear()
      continue
    }
    if (!step.ok) return run.fail(step.error)
    const { next, total } = step.value
    // A server that repeats a cursor would keep us here for ever.
    if (next !== null && seenCursors.has(next)) {
      return run.fail({ kind: 'unexpected-response', detail: 'repeated page cursor' })
    }
    if (next !== null) seenCursors.add(next)
    if (isFirst) run.noteTotal(total)
    places[lane] = { cursor: next, isDone: next === null }
    await run.store(step.value, places)
  }
}

/** Looks once more for what the lanes did not meet, as far as the provider's budget goes. */
async function confirmUnseen(
  ports: RunPorts,
  run: Run,
  feed: Feed,
  places: Readonly<Record<string, LanePlace>>,
): Promise<void> {
  const { confirm } = ports.provider.feeds
  if (confirm === undefined) return
  let after: UnseenRow | null = null
  for (let asked = 0; asked < confirm.atMost; asked += confirm.atOnce) {
    const rows: Result<UnseenRow[], AppError> = await ports.store.call('unseenRows', {
      ...run.ref,
      after,
      limit: confirm.atOnce,
    })
    if (!rows.ok) return run.fail(rows.error)
    if (rows.value.length === 0) return
    const answer = await confirm.ask(run.context, feed, rows.value)
    if (!answer.ok) return run.fail(answer.error)
    after = rows.value.at(-1) ?? null
    await run.store(answer.value, places)
    await run.settled()
    if (run.error() !== null) return
  }
}
