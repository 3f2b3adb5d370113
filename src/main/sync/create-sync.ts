import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { SyncStatus } from '../../shared/model/sync-status.ts'
import type { Result } from '../../shared/result.ts'
import type { AccountAccess } from '../accounts/account-access.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import type { AccountLimits } from '../accounts/workspace-accounts.ts'
import type { Publish } from '../ipc/publish.ts'
import type { Later } from '../later.ts'
import type { Logger } from '../logging/logger.ts'
import type { Provider } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import { createCallLedger, type CallLedger } from './call-ledger.ts'
import { createFeedLists, type FeedLists } from './feed-lists.ts'
import { createLoadChoices, type LoadChoices } from './load-choices.ts'
import { createLoads, type Loads } from './loads.ts'
import { paced } from './paced.ts'
import { createRecordedRun } from './recorded-run.ts'
import { createRunResults } from './run-results.ts'
import { createSchedule, type Schedule } from './schedule.ts'
import { quotasOf } from './quotas.ts'
import { readSyncStatus } from './sync-status.ts'

export interface SyncPorts {
  readonly store: Store
  readonly logger: Logger
  readonly publish: Publish
  readonly now: () => number
  readonly later: Later
  readonly random: () => number
  readonly records: Pick<AccountRecords, 'list' | 'get' | 'readLoadChoice' | 'writeLoadChoice'>
  readonly provider: (id: Account['providerId']) => Provider | null
  readonly access: (accountId: AccountId) => Promise<Result<AccountAccess, AppError>>
  readonly reachability: (accountId: AccountId) => SyncStatus['reachability']
  readonly limits: (accountId: AccountId) => AccountLimits
  readonly isWorkingOffline: () => boolean
  readonly isMetered: () => boolean
  /** A load of the account is over, however it ended. */
  readonly onEnded?: (accountId: AccountId) => void
}

/** Everything that loads accounts and keeps them true. */
export interface Sync {
  readonly loads: Loads
  readonly schedule: Schedule
  readonly choices: LoadChoices
  readonly feedLists: FeedLists
  readonly ledger: CallLedger
  status(): Promise<Result<SyncStatus[], AppError>>
  /** Another workspace is about to be opened, or none: nothing of this one is loaded or written any more. */
  leave(): Promise<void>
  /** The store lost what it had: everything is to be loaded again. */
  emptied(): void
  /** Forgets what this session knows of an account. */
  forget(accountId: AccountId): void
}

const progressPaceMs = 200
/** The list asks again after this pace while rows arrive: each answer costs a query. */
const itemsPaceMs = 1_000

export function createSync(ports: SyncPorts): Sync {
  const { store, logger, publish, now, later, records } = ports
  const tellProgress = paced(later, progressPaceMs, () => publish('syncChanged', {}))
  const tellItems = paced(later, itemsPaceMs, () => publish('itemsChanged', {}))

  const results = createRunResults(tellProgress)
  const choices = createLoadChoices({ records, logger })
  const feedLists = createFeedLists({
    store,
    logger,
    provider: ({ providerId }) => ports.provider(providerId),
  })
  const ledger = createCallLedger({ store, logger, now, later })
  const loads = createLoads({
    store,
    logger,
    now,
    account: (accountId) => records.get(accountId),
    access: ports.access,
    choices,
    feedLists,
    results,
    run: createRecordedRun({
      store,
      logger,
      now,
      results,
      onRows: tellItems,
    }),
    onRows: tellItems,
    onBegun: tellProgress,
    onEnded(accountId, end) {
      schedule.ended(accountId, end)
      tellProgress()
      ports.onEnded?.(accountId)
    },
  })
  const schedule = createSchedule({
    now,
    later,
    random: ports.random,
    logger,
    isWorkingOffline: ports.isWorkingOffline,
    isMetered: ports.isMetered,
    accounts: () => records.list(),
    loads,
  })

  return {
    loads,
    schedule,
    choices,
    feedLists,
    ledger,
    status: () =>
      readSyncStatus({
        store,
        accounts: () => records.list(),
        choices,
        feedLists,
        results,
        loads,
        schedule,
        reachability: ports.reachability,
        limits: ports.limits,
        quotas: (account, spent) =>
          quotasOf(
            { ledger, assumedMonthlyCalls: ports.provider(account.providerId)?.assumedMonthlyCalls },
            account,
            spent,
          ),
      }),
    async leave() {
      schedule.stop()
      await loads.cancelAll()
      await ledger.flush()
      feedLists.forgetAll()
    },
    emptied() {
      feedLists.forgetAll()
      results.forgetAll()
      schedule.emptied()
    },
    forget(accountId) {
      loads.forget(accountId)
      schedule.forget(accountId)
      ledger.forget(accountId)
    },
  }
}
