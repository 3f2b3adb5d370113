import type { AppError } from '../../shared/errors.ts'
import type { FeedName } from '../../shared/model/feed.ts'
import type { Result } from '../../shared/result.ts'
import type { Feed } from '../providers/feeds.ts'
import type { PlannedRun } from './due-runs.ts'
import { reachOf } from './failure-classes.ts'

/** How one run of a load ended. */
export interface RunOutcome {
  readonly outcome: 'done' | 'capped' | 'failed' | 'cancelled'
  readonly error: AppError | null
  readonly reference: string | null
}

/** How a load left a feed; `interrupted`: something else ended the load. */
export interface FeedOutcome {
  readonly outcome: RunOutcome['outcome'] | 'interrupted'
  readonly error: AppError | null
  readonly reference: string | null
}

export interface LoadWork {
  /** Runs to do besides those that wait or go on. False: the load is over, or ends by a failure; nothing was taken. */
  add(runs: readonly PlannedRun[]): boolean
  /** Answers when nothing of the load writes any more. */
  readonly done: Promise<ReadonlyMap<FeedName, FeedOutcome>>
}

export interface LoadWorkPorts {
  /** Aborted when the user stops the load. */
  readonly signal: AbortSignal
  /** Runs of feeds that came up while the others were loaded; asked when these are through. */
  readonly more: () => Promise<Result<readonly PlannedRun[], AppError>>
  /** Never throws. */
  readonly run: (planned: PlannedRun, signal: AbortSignal) => Promise<RunOutcome>
  readonly onWaiting: (feed: FeedName) => void
  /** The feed is through for now. */
  readonly onThrough: (feed: FeedName, outcome: FeedOutcome) => void
}

interface FeedWork {
  readonly feed: Feed
  readonly runs: PlannedRun[]
  state: 'waiting' | 'running' | 'through'
  current: PlannedRun | null
  outcome: FeedOutcome | null
}

/** So many feeds are loaded side by side: a base has many tables. */
const feedsAtOnce = 4
/** A provider whose lists never stop growing must not keep a load going for ever. */
const mostRounds = 20

/**
 * The work of one load: feeds side by side where nothing stands between them, the runs of one feed one after the
 * other. A feed that fails stops no other, unless its failure is one that all would meet.
 */
export function startLoadWork(ports: LoadWorkPorts, planned: readonly PlannedRun[]): LoadWork {
  const works = new Map<FeedName, FeedWork>()
  const going = new Set<Promise<void>>()
  // Whatever makes all further work vain also ends what goes on.
  const stop = new AbortController()
  const signal = AbortSignal.any([ports.signal, stop.signal])
  let stopped: FeedOutcome | null = null
  let isOver = false

  function add(runs: readonly PlannedRun[]): boolean {
    if (isOver || stopped !== null) return false
    const isKnown = runsUnderWay([...works.values()])
    for (const run of runs) {
      const { name } = run.feed
      const work = works.get(name) ?? newWork(run.feed)
      works.set(name, work)
      if (isKnown(run) && !run.isFresh) continue
      work.runs.push(run)
      if (work.state === 'running') continue
      work.state = 'waiting'
      ports.onWaiting(name)
    }
    startReady()
    return true
  }

  function startReady(): void {
    for (const work of works.values()) {
      if (going.size >= feedsAtOnce || signal.aborted || stopped !== null) return
      if (work.state === 'waiting' && isReady(work)) start(work)
    }
  }

  const isReady = ({ feed }: FeedWork): boolean =>
    feed.after.every((name) => (works.get(name)?.state ?? 'through') === 'through')

  function start(work: FeedWork): void {
    work.state = 'running'
    const run = runAll(work).finally(() => {
      going.delete(run)
      work.state = 'through'
      work.current = null
      startReady()
    })
    going.add(run)
  }

  async function runAll(work: FeedWork): Promise<void> {
    work.outcome = null
    for (let run = work.runs.shift(); run !== undefined; run = work.runs.shift()) {
      work.current = run
      const outcome = await ports.run(run, signal)
      work.outcome = worse(work.outcome, outcome)
      if (outcome.error !== null) {
        const reach = reachOf(outcome.error)
        if (reach !== 'run') work.runs.length = 0
        if (reach === 'account' || reach === 'store') end(outcome, reach)
      }
      if (signal.aborted || stopped !== null) work.runs.length = 0
    }
    ports.onThrough(work.feed.name, through(work.outcome))
  }

  /** One failure that would be met everywhere is told once. */
  function end({ error, reference }: RunOutcome, reach: 'account' | 'store'): void {
    if (stopped !== null || ports.signal.aborted) return
    stopped =
      reach === 'account'
        ? { outcome: 'failed', error, reference }
        : { outcome: 'interrupted', error: null, reference: null }
    if (reach === 'store') stop.abort()
  }

  /** A run that was ended with the load, and not by the user, was interrupted. */
  function through(outcome: FeedOutcome | null): FeedOutcome {
    const given = outcome ?? { outcome: 'cancelled', error: null, reference: null }
    if (given.outcome !== 'cancelled' || ports.signal.aborted) return given
    return stopped ?? { ...given, outcome: 'interrupted' }
  }

  async function workAll(): Promise<ReadonlyMap<FeedName, FeedOutcome>> {
    for (let rounds = 1; ; rounds++) {
      while (going.size > 0) await Promise.race(going)
      const waiting = [...works.values()].filter(({ state }) => state === 'waiting')
      if (signal.aborted || stopped !== null) {
        for (const work of waiting) leave(work)
        break
      }
      // Feeds that wait for each other.
      if (waiting[0] !== undefined) start(waiting[0])
      else if (rounds > mostRounds) break
      else {
        const more = await ports.more()
        if (more.ok) add(more.value.filter(({ feed }) => !works.has(feed.name)))
        if (going.size === 0) break
      }
    }
    isOver = true
    return new Map([...works.values()].map(({ feed, outcome }) => [feed.name, through(outcome)]))
  }

  /** What was never begun, or not gone on with. */
  function leave(work: FeedWork): void {
    work.runs.length = 0
    work.state = 'through'
    work.outcome = stopped ?? { outcome: 'cancelled', error: null, reference: null }
    ports.onThrough(work.feed.name, work.outcome)
  }

  add(planned)
  return { add, done: workAll() }
}

/** What waits or goes on now is not to be done once more for somebody who asks for it later. */
function runsUnderWay(works: readonly FeedWork[]): (run: PlannedRun) => boolean {
  const keyOf = ({ feed, mode }: PlannedRun): string => `${mode} ${feed.name}`
  const known = new Set(
    works.flatMap(({ current, runs }) => [...(current === null ? [] : [current]), ...runs].map(keyOf)),
  )
  return (run) => known.has(keyOf(run))
}

const newWork = (feed: Feed): FeedWork => ({
  feed,
  runs: [],
  state: 'waiting',
  current: null,
  outcome: null,
})

const weights: readonly FeedOutcome['outcome'][] = ['done', 'capped', 'interrupted', 'failed', 'cancelled']

/** A feed is as well as the worst of its runs. */
const worse = (first: FeedOutcome | null, second: FeedOutcome): FeedOutcome =>
  first !== null && weights.indexOf(first.outcome) > weights.indexOf(second.outcome) ? first : second
