import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { FeedName } from '../../shared/model/feed.ts'
import type { StreamStatus, SyncStatus } from '../../shared/model/sync-status.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Publish } from '../ipc/publish.ts'
import { logLevelFor, newReference, type Logger } from '../logging/logger.ts'
import type { Provider, ProviderSession } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import { loadChoiceSchema } from '../../shared/model/load-choice.ts'
import type { Feed } from '../providers/feeds.ts'
import { storedRows } from './local-rows.ts'
import { runFeed } from './run-feed.ts'

export interface AccountAccess {
  readonly provider: Provider
  readonly session: ProviderSession
}

export interface LoadPorts {
  readonly store: Store
  readonly logger: Logger
  readonly publish: Publish
  readonly now: () => number
  /** Calls back once, later; progress is told at this pace. */
  readonly later: (callback: () => void, delayMs: number) => void
  readonly access: (accountId: AccountId) => Promise<Result<AccountAccess, AppError>>
  readonly reachability: (accountId: AccountId) => SyncStatus['reachability']
}

/** One load per account at a time; its types run side by side and fail each for itself. */
export interface Loads {
  /** Does nothing while a load of the account runs. `feeds` null means all. */
  start(accountId: AccountId, feeds: readonly FeedName[] | null): Promise<Result<null, AppError>>
  /** Starts what a crash or quit interrupted, and first loads that never ended. */
  resume(accountId: AccountId): Promise<Result<null, AppError>>
  /** Answers when the load has stopped; what it had stored stays. */
  cancel(accountId: AccountId): Promise<void>
  cancelAll(): Promise<void>
  status(accounts: readonly Account[]): Promise<Result<SyncStatus[], AppError>>
  /** Forgets an account's results of this session. */
  forget(accountId: AccountId): void
}

interface FeedRunStatus {
  readonly state: StreamStatus['state']
  readonly loaded: number
  readonly total: number | null
  readonly error: AppError | null
  readonly reference: string | null
}

interface Running {
  readonly controller: AbortController
  readonly done: Promise<void>
}

const progressPaceMs = 200
/** The list asks again after this pace while rows arrive: each answer costs a query. */
const itemsPaceMs = 1_000

export function createLoads(ports: LoadPorts): Loads {
  const running = new Map<AccountId, Running>()
  const results = new Map<AccountId, Map<FeedName, FeedRunStatus>>()
  const tellProgress = paced(ports, progressPaceMs, () => ports.publish('syncChanged', {}))
  const tellItems = paced(ports, itemsPaceMs, () => ports.publish('itemsChanged', {}))
  const choice = loadChoiceSchema.parse({})

  function note(accountId: AccountId, feed: FeedName, status: FeedRunStatus): void {
    const feeds = results.get(accountId) ?? new Map<FeedName, FeedRunStatus>()
    feeds.set(feed, status)
    results.set(accountId, feeds)
    tellProgress()
  }

  async function run(access: AccountAccess, feed: Feed, signal: AbortSignal): Promise<void> {
    const { accountId } = access.session
    const base: FeedRunStatus = { state: 'loading', loaded: 0, total: null, error: null, reference: null }
    let progress = { loaded: 0, total: null as number | null }
    note(accountId, feed.name, base)
    const startedAtMs = ports.now()
    const result = await runFeed({ ...ports, ...access, choice }, feed, 'full', signal, (next) => {
      progress = next
      note(accountId, feed.name, { ...base, ...next })
      tellItems()
    })
    if (result.error === null) {
      const { added, changed, removed } = result
      const ms = ports.now() - startedAtMs
      ports.logger.info('load.done', { accountId, feed: feed.name, added, changed, removed, ms })
      note(accountId, feed.name, { ...base, ...progress, state: 'done' })
    } else {
      const reference = newReference()
      const wasCancelled = result.error.kind === 'cancelled' || signal.aborted
      ports.logger[logLevelFor(result.error)]('load.failed', {
        reference,
        accountId,
        feed: feed.name,
        error: result.error.kind,
        loaded: progress.loaded,
      })
      note(accountId, feed.name, {
        ...base,
        ...progress,
        state: wasCancelled ? 'cancelled' : 'failed',
        error: wasCancelled ? null : result.error,
        reference: wasCancelled ? null : reference,
      })
    }
    tellItems()
  }

  async function feedsOf(access: AccountAccess): Promise<Result<readonly Feed[], AppError>> {
    const local = storedRows(ports.store, access.session.accountId)
    return access.provider.feeds.list({ choice, local })
  }

  async function start(
    accountId: AccountId,
    feeds: readonly FeedName[] | null,
  ): Promise<Result<null, AppError>> {
    if (running.has(accountId)) return ok(null)
    const controller = new AbortController()
    let finish = (): void => undefined
    const done = new Promise<void>((resolve) => {
      finish = resolve
    })
    // Entered before the first await, so that two starts at once are one load.
    running.set(accountId, { controller, done })
    const access = await ports.access(accountId)
    const listed = access.ok ? await feedsOf(access.value) : access
    if (!access.ok || !listed.ok) {
      running.delete(accountId)
      finish()
      return access.ok ? (listed as Result<never, AppError>) : access
    }
    const wanted = listed.value.filter((feed) => !feed.isOptIn && (feeds?.includes(feed.name) ?? true))
    void Promise.allSettled(wanted.map((feed) => run(access.value, feed, controller.signal))).then(
      (outcomes) => {
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected') {
            ports.logger.error('load.crashed', { accountId, message: String(outcome.reason) })
          }
        }
        running.delete(accountId)
        finish()
        tellProgress()
        tellItems()
      },
    )
    return ok(null)
  }

  async function cancel(accountId: AccountId): Promise<void> {
    const load = running.get(accountId)
    load?.controller.abort()
    await load?.done
  }

  return {
    start,
    cancel,
    cancelAll: async () => {
      await Promise.all([...running.keys()].map(cancel))
    },
    async resume(accountId) {
      const access = await ports.access(accountId)
      if (!access.ok) return access
      const states = await ports.store.call('feedStates', { accountId })
      if (!states.ok) return states
      const listed = await feedsOf(access.value)
      if (!listed.ok) return listed
      const complete = new Set(
        states.value
          .filter(({ run: going, finishedAtMs }) => going === null && finishedAtMs.full !== null)
          .map(({ feed }) => feed),
      )
      const unfinished = listed.value.map(({ name }) => name).filter((name) => !complete.has(name))
      return unfinished.length === 0 ? ok(null) : start(accountId, unfinished)
    },
    async status(accounts) {
      const stored = await ports.store.call('feedStates', { accountId: null })
      if (!stored.ok) return stored
      const statuses: SyncStatus[] = []
      for (const { id } of accounts) {
        const access = await ports.access(id)
        const feeds = access.ok ? await feedsOf(access.value) : ok([])
        statuses.push({
          accountId: id,
          isRunning: running.has(id),
          isPaused: false,
          reachability: ports.reachability(id),
          limits: [],
          quotas: [],
          streams: (feeds.ok ? feeds.value : []).flatMap((feed) =>
            feed.types.map((type): StreamStatus => {
              const state = stored.value.find((one) => one.accountId === id && one.feed === feed.name)
              const count = state?.counts.find((one) => one.type === type)?.count ?? 0
              const last: FeedRunStatus = results.get(id)?.get(feed.name) ?? {
                state: state === undefined ? 'never-loaded' : state.run === null ? 'done' : 'interrupted',
                loaded: count,
                total: null,
                error: null,
                reference: null,
              }
              return {
                ...last,
                loaded: last.state === 'loading' ? last.loaded : count,
                feed: feed.name,
                type,
                label: feed.label,
                mode: null,
                cap: null,
                finishedAtMs: state?.finishedAtMs.full ?? null,
                checkedAtMs: state?.finishedAtMs.changes ?? null,
                sweptAtMs: state?.finishedAtMs.sweep ?? null,
                nextAtMs: null,
              }
            }),
          ),
        })
      }
      return ok(statuses)
    },
    forget: (accountId) => {
      results.delete(accountId)
    },
  }
}

/** Runs `action` at most once a pace, the last request included. */
function paced(ports: Pick<LoadPorts, 'later'>, paceMs: number, action: () => void): () => void {
  let isWaiting = false
  return () => {
    if (isWaiting) return
    isWaiting = true
    ports.later(() => {
      isWaiting = false
      action()
    }, paceMs)
  }
}
