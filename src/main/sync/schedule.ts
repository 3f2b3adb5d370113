import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { FeedName } from '../../shared/model/feed.ts'
import type { Result } from '../../shared/result.ts'
import type { Later } from '../later.ts'
import type { Logger } from '../logging/logger.ts'
import { dueTimes, type AccountFeeds, type LoadHow } from './due-runs.ts'
import { isPassing } from './failure-classes.ts'
import { holdAfter, retryDelayMs, type Hold } from './holds.ts'
import type { LoadEnd, Loads } from './loads.ts'

export interface SchedulePorts {
  readonly now: () => number
  readonly later: Later
  /** In [0, 1). */
  readonly random: () => number
  readonly logger: Logger
  readonly isWorkingOffline: () => boolean
  /** The user said that traffic costs: nothing is begun that they did not ask for. */
  readonly isMetered: () => boolean
  /** Those of the open workspace. */
  readonly accounts: () => Promise<Result<Account[], AppError>>
  readonly loads: Pick<Loads, 'start' | 'isRunning' | 'feedsOf'>
}

/**
 * When loads are made that nobody asked for: at the start, when the window gets the focus, when the network or the
 * user comes back, after a new grant, and at the times of the feeds. Nothing while the user works offline, and on a metered
 * network only what follows from what the user just did: a new grant, another choice.
 */
export interface Schedule {
  /**
   * A workspace was opened: looks at its accounts, and what was interrupted goes on. Without `isLookWanted` each is
   * looked at for the first time once its own interval has passed.
   */
  begin(isLookWanted?: boolean): void
  /** Forgets all accounts; nothing is begun any more until {@link begin}. */
  stop(): void
  focused(): void
  /** The computer woke up, the user works online again, or the network is not metered any more. */
  returned(): void
  /** The provider of an account answers again. */
  freed(accountId: AccountId): void
  /** `isKnown`: the account was there before, and its new grant may see more or less than the last. */
  connected(accountId: AccountId, isKnown: boolean): void
  /** The store lost what it had of all accounts. */
  emptied(): void
  /** The user chose something else to load, or when, or ended a pause: what was held until now is not any more. */
  changed(accountId: AccountId): void
  ended(accountId: AccountId, end: LoadEnd): void
  /** When each feed is looked at next by itself, epoch ms. A feed is missing while nothing is planned for it. */
  timesOf(account: Account, known: AccountFeeds): ReadonlyMap<FeedName, number>
  forget(accountId: AccountId): void
}

const betweenGlancesMs = 60_000
/** A clock that was set, or a long sleep, is noticed after this time at the latest. */
const longestTimerMs = 60 * 60_000
const shortestTimerMs = 10_000

interface Plan {
  /** Takes back the timer of the next look. */
  cancel: () => void
  /** Loads in a row that failed for reasons that pass. */
  failures: number
  lastLookMs: number
  /** By itself nothing is begun before this moment. */
  notBeforeMs: number
  /** Look again as soon as the load that goes on has ended. */
  isAsked: boolean
  holds: Map<FeedName, Hold>
}

export function createSchedule(ports: SchedulePorts): Schedule {
  const { loads, logger, now } = ports
  let plans = new Map<AccountId, Plan>()
  let isOn = false

  function planOf(accountId: AccountId): Plan {
    const known = plans.get(accountId)
    if (known !== undefined) return known
    const plan: Plan = {
      cancel: () => undefined,
      failures: 0,
      lastLookMs: -Infinity,
      notBeforeMs: -Infinity,
      isAsked: false,
      holds: new Map(),
    }
    plans.set(accountId, plan)
    return plan
  }

  async function connectedAccounts(): Promise<readonly Account[]> {
    const accounts = await ports.accounts()
    // Without a workspace there is nothing to plan, as before the first one is opened.
    if (!accounts.ok && accounts.error.kind !== 'no-workspace') {
      logger.warn('load.not-planned', { error: accounts.error.kind })
    }
    return accounts.ok ? accounts.value.filter(({ status }) => status === 'connected') : []
  }

  async function lookAtAll(mostRecentMs = Infinity): Promise<void> {
    const within = plans
    for (const { id } of await connectedAccounts()) {
      if (plans !== within) return
      const { lastLookMs } = planOf(id)
      // One that is to come was noted while this computer's clock was ahead.
      if (lastLookMs <= mostRecentMs || lastLookMs > now()) void look(id, 'glance')
    }
  }

  async function look(accountId: AccountId, how: LoadHow, isWanted = false): Promise<void> {
    if (!isOn || ports.isWorkingOffline() || (ports.isMetered() && !isWanted)) return
    const within = plans
    const isConnected = (await connectedAccounts()).some(({ id }) => id === accountId)
    if (!isConnected || plans !== within) return
    const plan = planOf(accountId)
    plan.cancel()
    if (loads.isRunning(accountId) && how !== 'reconnected') return
    plan.lastLookMs = now()
    plan.notBeforeMs = -Infinity
    const without = held(plan, how)
    const owed = new Set(plan.holds.keys())
    const started = await loads.start(accountId, { how, feed: null, without, owed })
    if (started.ok || plans !== within) return
    logger.warn('load.not-started', { accountId, error: started.error.kind })
    if (isPassing(started.error)) setTimer(accountId, now() + retryDelayMs(++plan.failures, ports.random))
  }

  /** On a glance, what failed for a reason that passes is tried at once: the reason may have gone. */
  function held({ holds }: Plan, how: LoadHow): ReadonlySet<FeedName> {
    if (how === 'reconnected') return new Set()
    const isHeld = ({ untilMs, isPassing: passes }: Hold): boolean =>
      untilMs > now() && (how !== 'glance' || !passes)
    return new Set([...holds].filter(([, hold]) => isHeld(hold)).map(([feed]) => feed))
  }

  function timesOf(account: Account, known: AccountFeeds): ReadonlyMap<FeedName, number> {
    if (!isOn || ports.isWorkingOffline() || ports.isMetered()) return new Map()
    if (account.status !== 'connected') return new Map()
    const plan = plans.get(account.id)
    // What failed is tried again, whenever it would have been due.
    return new Map(
      [...dueTimes(known, now())].map(([feed, atMs]) => [
        feed,
        Math.max(plan?.holds.get(feed)?.untilMs ?? atMs, plan?.notBeforeMs ?? -Infinity),
      ]),
    )
  }

  function setTimer(accountId: AccountId, atMs: number): void {
    const plan = planOf(accountId)
    plan.cancel()
    const delayMs = Math.min(Math.max(atMs - now(), shortestTimerMs), longestTimerMs)
    plan.cancel = ports.later(() => void look(accountId, 'due'), delayMs)
  }

  async function planNext(accountId: AccountId): Promise<void> {
    const within = plans
    const account = (await connectedAccounts()).find(({ id }) => id === accountId)
    const known = account === undefined ? null : await loads.feedsOf(account)
    if (account === undefined || known?.ok !== true || plans !== within) return
    const times = [...timesOf(account, known.value).values()]
    if (times.length > 0 && !loads.isRunning(accountId)) setTimer(accountId, Math.min(...times))
  }

  async function planAll(): Promise<void> {
    const within = plans
    for (const account of await connectedAccounts()) {
      const known = await loads.feedsOf(account)
      if (plans !== within) return
      const minutes = known.ok ? known.value.choice.everyMinutes : null
      if (minutes !== null) planOf(account.id).notBeforeMs = now() + minutes * 60_000
      await planNext(account.id)
    }
  }

  return {
    begin(isLookWanted = true) {
      isOn = true
      void (isLookWanted ? lookAtAll() : planAll())
    },
    stop() {
      isOn = false
      for (const { cancel } of plans.values()) cancel()
      plans = new Map()
    },
    focused: () => void lookAtAll(now() - betweenGlancesMs),
    returned: () => void lookAtAll(),
    freed: (accountId) => void look(accountId, 'glance'),
    connected(accountId, isKnown) {
      plans.get(accountId)?.cancel()
      plans.delete(accountId)
      void look(accountId, isKnown ? 'reconnected' : 'due', true)
    },
    emptied() {
      for (const [accountId, plan] of plans) {
        plan.holds.clear()
        plan.isAsked = loads.isRunning(accountId)
      }
      void lookAtAll()
    },
    changed(accountId) {
      plans.get(accountId)?.holds.clear()
      void look(accountId, 'glance', true)
    },
    ended(accountId, end) {
      if (!isOn) return
      const plan = planOf(accountId)
      const hasFailed = [...end.outcomes.values()].some(({ outcome, error }) =>
        error === null ? outcome === 'interrupted' : isPassing(error),
      )
      plan.failures = hasFailed ? plan.failures + 1 : 0
      const retryMs = retryDelayMs(plan.failures, ports.random)
      for (const [feed, outcome] of end.outcomes) {
        const hold = holdAfter(outcome, now(), retryMs)
        if (hold === null) plan.holds.delete(feed)
        else plan.holds.set(feed, hold)
      }
      plan.lastLookMs = now()
      const isAsked = plan.isAsked && !end.isStopped
      plan.isAsked = false
      void (isAsked ? look(accountId, 'glance') : planNext(accountId))
    },
    timesOf,
    forget(accountId) {
      plans.get(accountId)?.cancel()
      plans.delete(accountId)
    },
  }
}
