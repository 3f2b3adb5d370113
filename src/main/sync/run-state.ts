import type { AppError } from '../../shared/errors.ts'
import type { RunMode } from '../../shared/model/feed.ts'
import type { LoadChoice } from '../../shared/model/load-choice.ts'
import type { FeedRun, PageOutcome, RunRef } from '../../shared/store-protocol.ts'
import type { Feed, FeedContext, FeedStep, LanePlace } from '../providers/feeds.ts'
import type { Provider, ProviderSession } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import { writePlaces } from './lane-places.ts'
import { localRows } from './local-rows.ts'
import { createPageWriter, type Page } from './page-writer.ts'

export interface RunPorts {
  readonly store: Store
  readonly provider: Provider
  readonly session: ProviderSession
  readonly choice: LoadChoice
  readonly now: () => number
  /** A mistake of ours or of a provider's folder, for the log: the run ends with `bug`. */
  readonly onThrown?: (thrown: unknown) => void
}

export interface RunProgress {
  /** Rows that the run has met. */
  readonly loaded: number
  readonly total: number | null
}

/** Told after every page that was stored; `hasNews`: something of it is other than it was. */
export type OnProgress = (progress: RunProgress, hasNews: boolean) => void

export interface RunResult extends RunProgress {
  readonly added: number
  readonly changed: number
  readonly removed: number
  /** Calls to the provider. */
  readonly calls: number
  /** Set where the run did not reach its end. What it stored stays, and the next one goes on from there. */
  readonly error: AppError | null
  /** Rows were left out because of the number that the user set. */
  readonly isCapped: boolean
}

/** A run that goes on. */
export interface Run {
  readonly ref: RunRef
  readonly feed: Feed
  readonly mode: RunMode
  /** What the last finished run left. */
  readonly watermark: string | null
  readonly context: FeedContext
  /** Where all lanes stand, as far as their pages were handed to the store. */
  readonly places: Record<string, LanePlace>
  /** Hands a lane's page over with the place behind it; answers when the lane may go on. */
  writeStep(lane: string, step: FeedStep): Promise<void>
  /** The same for what belongs to no lane. */
  write(page: Pick<Page, 'step' | 'kept'>): Promise<void>
  settled(): Promise<void>
  /** The first failure counts, and ends all lanes. */
  fail(error: AppError): void
  failWith(thrown: unknown): void
  noteRemoved(removed: number): void
  noteTotal(total: number | null): void
  /** It failed, or nothing more fits below the user's cap. */
  isOver(): boolean
  result(): RunResult
}

export function createRun(
  ports: RunPorts,
  begun: FeedRun,
  of: Pick<Run, 'feed' | 'mode' | 'places'>,
  signal: AbortSignal,
  onProgress: OnProgress,
): Run {
  const { feed, mode, places } = of
  const ref: RunRef = { accountId: ports.session.accountId, feed: feed.name, runId: begun.runId }
  // One lane that fails stops the others.
  const stop = new AbortController()
  const counts = { added: 0, changed: 0, removed: 0, calls: 0 }
  let failure: AppError | null = null
  let isCapped = false
  let isFull = false
  let loaded = begun.seen
  let total: number | null = null

  const fail = (error: AppError): void => {
    failure ??= signal.aborted ? { kind: 'cancelled' } : error
    stop.abort()
  }
  const failWith = (thrown: unknown): void => {
    if (!signal.aborted) ports.onThrown?.(thrown)
    fail({ kind: 'bug' })
  }

  function noteStored(outcome: PageOutcome): boolean {
    counts.added += outcome.added
    counts.changed += outcome.changed
    counts.removed += outcome.removed
    loaded = outcome.seen
    if (outcome.leftOut > 0) {
      isCapped = true
      // A run that reads everything has nothing more to find; others go on with the rows that are here.
      isFull = feed.types.length === 1 && (mode === 'full' || mode === 'sweep')
    }
    onProgress({ loaded, total }, outcome.hasNews)
    return !isFull
  }

  const cursor = (): string => writePlaces(places)
  const writer = createPageWriter({
    store: ports.store,
    run: ref,
    keepsNewer: ports.provider.feeds.hasGrowingTimes,
    caps: ports.choice.caps,
    now: ports.now,
    onStored: noteStored,
    onFailed: fail,
    onThrown: failWith,
  })

  return {
    ref,
    feed,
    mode,
    watermark: begun.watermark,
    places,
    context: {
      // Behind what the user asks for by hand.
      session: counting(ports.session.background, () => counts.calls++),
      choice: ports.choice,
      local: localRows(ports.store, ref, () => writer.settled()),
      signal: AbortSignal.any([signal, stop.signal]),
    },
    writeStep: (lane, step) =>
      writer.write({
        lane,
        step,
        kept: [],
        cursor() {
          places[lane] = { cursor: step.next, isDone: step.next === null }
          return cursor()
        },
        cursorBefore: cursor,
      }),
    write: (page) => writer.write({ ...page, lane: null, cursor, cursorBefore: cursor }),
    settled: () => writer.settled(),
    fail,
    failWith,
    noteRemoved: (removed) => {
      counts.removed += removed
    },
    noteTotal: (told) => {
      total = told ?? total
    },
    isOver: () => failure !== null || isFull,
    result: () => ({ ...counts, loaded, total, isCapped, error: failure }),
  }
}

/** The same session, with a word for every call. */
function counting(session: ProviderSession, onCall: () => void): ProviderSession {
  return {
    ...session,
    request(call, schema) {
      onCall()
      return session.request(call, schema)
    },
  }
}
