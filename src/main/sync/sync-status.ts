import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { FeedName } from '../../shared/model/feed.ts'
import type { AccountLimits } from '../accounts/workspace-accounts.ts'
import type { QuotaStatus } from '../../shared/model/limit-status.ts'
import type { ItemType } from '../../shared/model/item-type.ts'
import { wantedBy } from '../../shared/model/load-choice.ts'
import type { StreamStatus, SyncStatus } from '../../shared/model/sync-status.ts'
import { wellFormedStart } from '../../shared/text.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { FeedState } from '../../shared/store-protocol.ts'
import type { Feed } from '../providers/feeds.ts'
import type { Store } from '../store/store.ts'
import { cappedFeeds, type AccountFeeds } from './due-runs.ts'
import type { FeedLists } from './feed-lists.ts'
import { everything, type LoadChoices } from './load-choices.ts'
import type { Loads } from './loads.ts'
import type { FeedResult, RunResults } from './run-results.ts'
import type { Schedule } from './schedule.ts'

export interface SyncStatusPorts {
  readonly store: Store
  readonly accounts: () => Promise<Result<Account[], AppError>>
  readonly choices: LoadChoices
  readonly feedLists: FeedLists
  readonly results: RunResults
  readonly loads: Pick<Loads, 'isRunning'>
  readonly schedule: Pick<Schedule, 'timesOf'>
  readonly reachability: (accountId: AccountId) => SyncStatus['reachability']
  readonly limits: (accountId: AccountId) => AccountLimits
  readonly quotas: (account: Account, spent: AccountLimits['spent']) => Promise<QuotaStatus[]>
}

/** How loading stands, account by account. Asked several times a second while a load runs: at most a few reads of the store. */
export async function readSyncStatus(ports: SyncStatusPorts): Promise<Result<SyncStatus[], AppError>> {
  const accounts = await ports.accounts()
  if (!accounts.ok) return accounts
  const states = await ports.store.call('feedStates', { accountId: null })
  if (!states.ok) return states
  const statesOf = ({ id }: Account): FeedState[] => states.value.filter(({ accountId }) => accountId === id)
  return ok(await Promise.all(accounts.value.map((account) => statusOf(ports, account, statesOf(account)))))
}

async function statusOf(
  ports: SyncStatusPorts,
  account: Account,
  states: readonly FeedState[],
): Promise<SyncStatus> {
  const { id } = account
  const stored = await ports.choices.get(account)
  // One that cannot be read is told by the load that does not begin.
  const { choice, renew } = stored.ok ? stored.value : everything
  const listed = await ports.feedLists.of(account, choice)
  const { limits, spent } = ports.limits(id)
  const known: AccountFeeds = { feeds: listed.ok ? listed.value : [], states, choice, renew }
  return {
    accountId: id,
    isRunning: ports.loads.isRunning(id),
    isPaused: account.status === 'paused',
    reachability: ports.reachability(id),
    streams: streamsOf(known, ports.schedule.timesOf(account, known), (feed) => ports.results.of(id, feed)),
    limits: [...limits],
    quotas: await ports.quotas(account, spent),
  }
}

/** A table may have any name. */
const longestLabel = 300

function streamsOf(
  known: AccountFeeds,
  times: ReadonlyMap<FeedName, number>,
  resultOf: (feed: FeedName) => FeedResult | undefined,
): StreamStatus[] {
  const isWanted = wantedBy(known.choice)
  const capped = cappedFeeds(known)
  const stateOf = new Map(known.states.map((state) => [state.feed, state]))
  return known.feeds.flatMap((feed) => {
    const state = stateOf.get(feed.name)
    const result = isWanted(feed) ? resultOf(feed.name) : undefined
    const shown = isWanted(feed) ? stateOfStream(state, result, capped.has(feed.name)) : 'left-out'
    return feed.types.map((type, index): StreamStatus => ({
      feed: feed.name,
      type,
      label: feed.label === null ? null : wellFormedStart(feed.label, longestLabel),
      state: shown,
      mode: shown === 'left-out' ? null : (result?.mode ?? state?.run?.mode ?? null),
      loaded: loadedOf(feed, type, state, shown === 'loading' ? result : undefined),
      total: feed.types.length === 1 ? (result?.total ?? null) : null,
      cap: known.choice.caps[type] ?? null,
      error: result?.error ?? null,
      // Once where a feed brings several types.
      lacks: shown === 'left-out' || index > 0 ? [] : [...(feed.lacks ?? [])],
      reference: result?.reference ?? null,
      finishedAtMs: state?.finishedAtMs.full ?? null,
      checkedAtMs: state?.finishedAtMs.changes ?? null,
      sweptAtMs: state?.finishedAtMs.sweep ?? null,
      nextAtMs: times.get(feed.name) ?? null,
    }))
  })
}

function stateOfStream(
  state: FeedState | undefined,
  result: FeedResult | undefined,
  isCapped: boolean,
): StreamStatus['state'] {
  if (result !== undefined) return result.state === 'done' && isCapped ? 'capped' : result.state
  if (state === undefined) return 'never-loaded'
  if (state.run !== null) return 'interrupted'
  if (isCapped) return 'capped'
  return state.finishedAtMs.full === null ? 'interrupted' : 'done'
}

/** A run counts the rows of all its types together: where there are several, those in the store are told. */
function loadedOf(
  feed: Feed,
  type: ItemType,
  state: FeedState | undefined,
  running: FeedResult | undefined,
): number {
  if (running !== undefined && feed.types.length === 1) return running.loaded
  return state?.counts.find((one) => one.type === type)?.count ?? 0
}
