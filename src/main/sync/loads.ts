import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { FeedName } from '../../shared/model/feed.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { AccountAccess } from '../accounts/account-access.ts'
import { fieldsOfThrown, type Logger } from '../logging/logger.ts'
import type { Store } from '../store/store.ts'
import { dueRuns, type AccountFeeds, type LoadHow, type PlannedRun } from './due-runs.ts'
import type { FeedLists } from './feed-lists.ts'
import type { LoadChoices } from './load-choices.ts'
import type { RecordedRun } from './recorded-run.ts'
import { removeForgotten, removeUnwanted } from './remove-feeds.ts'
import { startLoadWork, type FeedOutcome, type LoadWork } from './run-load.ts'
import type { RunResults } from './run-results.ts'

export interface LoadRequest {
  readonly how: LoadHow
  /** Null means all that the user wants of the account. */
  readonly feed: FeedName | null
  /** Feeds that are not to be touched. */
  readonly without?: ReadonlySet<FeedName>
  /** Feeds that were asked for before and not brought: they are looked at whether or not they are due. */
  readonly owed?: ReadonlySet<FeedName>
}

/** How a load ended: its feeds, and whether the user stopped it. */
export interface LoadEnd {
  readonly outcomes: ReadonlyMap<FeedName, FeedOutcome>
  readonly isStopped: boolean
}

export interface LoadPorts {
  readonly store: Store
  readonly logger: Logger
  readonly now: () => number
  readonly account: (accountId: AccountId) => Promise<Result<Account, AppError>>
  readonly access: (accountId: AccountId) => Promise<Result<AccountAccess, AppError>>
  readonly choices: LoadChoices
  readonly feedLists: FeedLists
  readonly results: RunResults
  readonly run: RecordedRun
  /** Rows were taken out besides those of the runs. */
  readonly onRows: () => void
  /** A load began. */
  readonly onBegun: (accountId: AccountId) => void
  readonly onEnded: (accountId: AccountId, end: LoadEnd) => void
}

/** One load an account at a time. */
export interface Loads {
  /**
   * Begins a load, or gives the one that goes on more to do. `paused` where the user wants none; `not-found` for
   * a feed that the account does not have, or that the user does not want.
   */
  start(accountId: AccountId, request: LoadRequest): Promise<Result<null, AppError>>
  isRunning(accountId: AccountId): boolean
  /** Answers when nothing of the load writes any more; whole pages stay. */
  cancel(accountId: AccountId): Promise<void>
  cancelAll(): Promise<void>
  /** What is known of an account's feeds, as the store and the provider's folder have it now. */
  feedsOf(account: Account): Promise<Result<AccountFeeds, AppError>>
  /** Forgets what this session knows of an account. */
  forget(accountId: AccountId): void
}

interface Running {
  readonly controller: AbortController
  readonly done: Promise<void>
  /** Answers when it is known what there is to do, or that there is nothing. */
  readonly begun: Promise<void>
  work: LoadWork | null
}

export function createLoads(ports: LoadPorts): Loads {
  const { logger, results, choices, feedLists } = ports
  const running = new Map<AccountId, Running>()

  async function feedsOf(account: Account): Promise<Result<AccountFeeds, AppError>> {
    const stored = await choices.get(account)
    if (!stored.ok) return stored
    const feeds = await feedLists.of(account, stored.value.choice)
    if (!feeds.ok) return feeds
    const states = await ports.store.call('feedStates', { accountId: account.id })
    return states.ok ? ok({ ...stored.value, feeds: feeds.value, states: states.value }) : states
  }

  /** What a request means as things stand. */
  async function plan(
    account: Account,
    { how, feed, without, owed }: LoadRequest,
  ): Promise<Result<readonly PlannedRun[], AppError>> {
    feedLists.forget(account.id)
    const known = await feedsOf(account)
    if (!known.ok) return known
    const isOwed = (run: PlannedRun): boolean => owed?.has(run.feed.name) === true
    const runs = [
      ...dueRuns(known.value, 'now', ports.now()).filter(isOwed),
      ...dueRuns(known.value, how, ports.now()).filter((run) => !isOwed(run)),
    ]
    const asked = runs.filter((run) => feed === null || run.feed.name === feed)
    if (feed !== null && asked.length === 0) return err({ kind: 'not-found' })
    return ok(asked.filter((run) => without?.has(run.feed.name) !== true))
  }

  async function beginWork(
    account: Account,
    access: AccountAccess,
    request: LoadRequest,
    load: Running,
  ): Promise<Result<Promise<void>, AppError>> {
    const before = await feedsOf(account)
    if (!before.ok) return before
    const unwanted = await removeUnwanted(ports.store, account.id, before.value)
    // Some may have gone before it failed.
    if (!unwanted.ok || unwanted.value > 0) ports.onRows()
    if (!unwanted.ok) return unwanted
    const planned = await plan(account, request)
    if (!planned.ok) return planned
    const isScheduled = ['due', 'glance'].includes(request.how)
    const work = startLoadWork(
      {
        signal: load.controller.signal,
        // A load of one feed is about nothing else.
        more: async () => (request.feed === null ? plan(account, request) : ok([])),
        async run(run, signal) {
          // The choice of now: it may have changed since the load began, but not while it goes on.
          const stored = await choices.get(account)
          const { choice } = stored.ok ? stored.value : before.value
          const outcome = await ports.run({ ...access, choice, planned: run, isScheduled, signal })
          const isRead = outcome.outcome === 'done' || outcome.outcome === 'capped'
          if (run.mode === 'full' && isRead) await choices.noteRenewed(account, run.feed.name)
          feedLists.forget(account.id)
          return outcome
        },
        onWaiting: (feed) =>
          noteOutcome(account.id, feed, { outcome: 'waiting', error: null, reference: null }),
        onThrough: (feed, outcome) => noteOutcome(account.id, feed, outcome),
      },
      planned.value,
    )
    load.work = work
    return ok(finish(account, load, work))
  }

  function noteOutcome(
    accountId: AccountId,
    feed: FeedName,
    {
      outcome,
      error,
      reference,
    }: Omit<FeedOutcome, 'outcome'> & {
      readonly outcome: FeedOutcome['outcome'] | 'waiting'
    },
  ): void {
    const before = results.of(accountId, feed)
    results.note(accountId, feed, {
      state: outcome,
      mode: before?.mode ?? null,
      loaded: before?.loaded ?? 0,
      total: before?.total ?? null,
      error,
      reference,
    })
  }

  async function finish(account: Account, load: Running, work: LoadWork): Promise<void> {
    let outcomes: LoadEnd['outcomes'] = new Map()
    try {
      outcomes = await work.done
      if (!load.controller.signal.aborted) await tidy(account)
    } catch (thrown) {
      logger.error('load.crashed', { accountId: account.id, ...fieldsOfThrown(thrown) })
    }
    running.delete(account.id)
    ports.onEnded(account.id, { outcomes, isStopped: load.controller.signal.aborted })
  }

  /** Feeds that the account has no more are removed when all that it has are known to be well. */
  async function tidy(account: Account): Promise<void> {
    const known = await feedsOf(account)
    if (!known.ok) return
    const isWell = (feed: FeedName): boolean =>
      ['done', 'capped'].includes(results.of(account.id, feed)?.state ?? 'never')
    const removed = await removeForgotten(ports.store, account.id, known.value, isWell)
    if (!removed.ok) logger.warn('feeds.not-removed', { accountId: account.id, error: removed.error.kind })
    // Some may have gone before it failed.
    if (!removed.ok || removed.value > 0) ports.onRows()
  }

  async function start(accountId: AccountId, request: LoadRequest): Promise<Result<null, AppError>> {
    const going = running.get(accountId)
    if (going !== undefined) return join(accountId, going, request)

    const [done, finish] = signalling()
    const [begun, begin] = signalling()
    // Entered before the first await, so that two starts at once are one load.
    const load: Running = { controller: new AbortController(), done, begun, work: null }
    running.set(accountId, load)
    const prepared = await prepare(accountId, request, load)
    if (prepared.ok) void prepared.value.then(finish)
    else {
      running.delete(accountId)
      finish()
    }
    begin()
    return prepared.ok ? ok(null) : prepared
  }

  async function prepare(
    accountId: AccountId,
    request: LoadRequest,
    load: Running,
  ): Promise<Result<Promise<void>, AppError>> {
    const account = await ports.account(accountId)
    if (!account.ok) return account
    if (account.value.status === 'paused') return err({ kind: 'paused' })
    const access = await ports.access(accountId)
    if (!access.ok) return access
    if (load.controller.signal.aborted) return err({ kind: 'cancelled' })
    ports.onBegun(accountId)
    return beginWork(account.value, access.value, request, load)
  }

  /** Gives a load that goes on more to do. */
  async function join(
    accountId: AccountId,
    going: Running,
    request: LoadRequest,
  ): Promise<Result<null, AppError>> {
    await going.begun
    if (going.work === null) return start(accountId, request)
    const account = await ports.account(accountId)
    if (!account.ok) return account
    const planned = await plan(account.value, request)
    if (!planned.ok) return planned
    if (going.work.add(planned.value)) return ok(null)
    await going.done
    return start(accountId, request)
  }

  async function cancel(accountId: AccountId): Promise<void> {
    const load = running.get(accountId)
    load?.controller.abort()
    await load?.done
  }

  return {
    start,
    isRunning: (accountId) => running.has(accountId),
    cancel,
    async cancelAll() {
      // Somebody may start another one meanwhile.
      while (running.size > 0) await Promise.all([...running.keys()].map(cancel))
    },
    feedsOf,
    forget(accountId) {
      results.forget(accountId)
      feedLists.forget(accountId)
      choices.forget(accountId)
    },
  }
}

/** A promise and what settles it. */
function signalling(): [settled: Promise<void>, settle: () => void] {
  let settle = (): void => undefined
  const settled = new Promise<void>((resolve) => {
    settle = resolve
  })
  return [settled, settle]
}
