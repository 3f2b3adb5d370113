import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import type { ItemType } from '../../shared/model/item-type.ts'
import type { StreamStatus, SyncStatus } from '../../shared/model/sync-status.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Publish } from '../ipc/publish.ts'
import { logLevelFor, newReference, type Logger } from '../logging/logger.ts'
import type { Provider, ProviderSession } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import { loadStream, unfinishedTypes } from './load-account.ts'

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
  /** Does nothing while a load of the account runs. `types` null means all. */
  start(accountId: AccountId, types: readonly ItemType[] | null): Promise<Result<null, AppError>>
  /** Starts what a crash or quit interrupted, and first loads that never ended. */
  resume(accountId: AccountId): Promise<Result<null, AppError>>
  /** Answers when the load has stopped; what it had stored stays. */
  cancel(accountId: AccountId): Promise<void>
  cancelAll(): Promise<void>
  status(
    accounts: readonly { id: AccountId; types: readonly ItemType[] }[],
  ): Promise<Result<SyncStatus[], AppError>>
  /** Forgets an account's results of this session. */
  forget(accountId: AccountId): void
}

/** How the last run of a type in this session stands; when the type was last complete, the store knows. */
type RunStatus = Omit<StreamStatus, 'finishedAtMs'>

interface Running {
  readonly controller: AbortController
  readonly done: Promise<void>
}

const progressPaceMs = 200
/** The list asks again after this pace while rows arrive: each answer costs a query. */
const itemsPaceMs = 1_000

export function createLoads(ports: LoadPorts): Loads {
  const running = new Map<AccountId, Running>()
  const results = new Map<AccountId, Map<ItemType, RunStatus>>()
  const tellProgress = paced(ports, progressPaceMs, () => ports.publish('syncChanged', {}))
  const tellItems = paced(ports, itemsPaceMs, () => ports.publish('itemsChanged', {}))

  function note(accountId: AccountId, status: RunStatus): void {
    const streams = results.get(accountId) ?? new Map<ItemType, RunStatus>()
    streams.set(status.type, status)
    results.set(accountId, streams)
    tellProgress()
  }

  async function runStream(access: AccountAccess, type: ItemType, signal: AbortSignal): Promise<void> {
    const { accountId } = access.session
    const base: RunStatus = {
      type,
      state: 'loading',
      loaded: 0,
      total: null,
      error: null,
      reference: null,
    }
    let progress = { loaded: 0, total: null as number | null }
    note(accountId, base)
    const startedAtMs = ports.now()
    const result = await loadStream(ports, access.provider, access.session, type, signal, (next) => {
      progress = next
      note(accountId, { ...base, ...next })
      tellItems()
    })
    if (result.ok) {
      ports.logger.info('load.done', {
        accountId,
        type,
        count: result.value.count,
        removed: result.value.removed,
        ms: ports.now() - startedAtMs,
      })
      note(accountId, { ...base, state: 'done', loaded: result.value.count })
    } else {
      const reference = newReference()
      const wasCancelled = result.error.kind === 'cancelled' || signal.aborted
      ports.logger[logLevelFor(result.error)]('load.failed', {
        reference,
        accountId,
        type,
        error: result.error.kind,
        loaded: progress.loaded,
      })
      note(accountId, {
        ...base,
        ...progress,
        state: wasCancelled ? 'cancelled' : 'failed',
        error: wasCancelled ? null : result.error,
        reference: wasCancelled ? null : reference,
      })
    }
    tellItems()
  }

  async function start(
    accountId: AccountId,
    types: readonly ItemType[] | null,
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
    if (!access.ok) {
      running.delete(accountId)
      finish()
      return access
    }
    const wanted = types ?? access.value.provider.descriptor.itemTypes
    void Promise.allSettled(wanted.map((type) => runStream(access.value, type, controller.signal))).then(
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
      const types = await unfinishedTypes(ports.store, access.value.provider, accountId)
      if (!types.ok) return types
      return types.value.length === 0 ? ok(null) : start(accountId, types.value)
    },
    async status(accounts) {
      const stored = await ports.store.call('streamStates', { accountId: null })
      if (!stored.ok) return stored
      return ok(
        accounts.map(({ id, types }) => ({
          accountId: id,
          isRunning: running.has(id),
          reachability: ports.reachability(id),
          streams: types.map((type) => {
            const state = stored.value.find((entry) => entry.accountId === id && entry.type === type)
            const lastRun = results.get(id)?.get(type) ?? storedStatus(type, state)
            return { ...lastRun, finishedAtMs: state?.finishedAtMs ?? null }
          }),
        })),
      )
    },
    forget: (accountId) => {
      results.delete(accountId)
    },
  }
}

function storedStatus(
  type: ItemType,
  stored: { state: 'running' | 'complete'; count: number } | undefined,
): RunStatus {
  return {
    type,
    state: stored === undefined ? 'never-loaded' : stored.state === 'complete' ? 'done' : 'interrupted',
    loaded: stored?.count ?? 0,
    total: null,
    error: null,
    reference: null,
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
