import type { Account } from '../../shared/model/account.ts'
import type { RunMode } from '../../shared/model/feed.ts'
import type { ItemType } from '../../shared/model/item-type.ts'
import type { ProviderDescriptor } from '../../shared/model/provider.ts'
import type { StreamStatus, SyncStatus } from '../../shared/model/sync-status.ts'
import { spentQuota, waitOf } from './limit-facts.ts'

/** What the status chip says: one fact, the one that weighs most. */
export type AppStatus =
  | { readonly kind: 'unknown' }
  /** Main could not say how things stand. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'no-account' }
  /** No account can load; what was loaded is here. */
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'reconnect'; readonly account: Account }
  /** Changes that cannot go on without the user. */
  | { readonly kind: 'needs-you'; readonly count: number }
  /** `atMs`: how old the data is, null if nothing was ever loaded. `waiting`: changes that go out later. */
  | { readonly kind: 'offline'; readonly atMs: number | null; readonly waiting: number }
  /** Some accounts answer, this one does not. */
  | { readonly kind: 'unreachable'; readonly account: Account }
  | { readonly kind: 'working-offline'; readonly atMs: number | null; readonly waiting: number }
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'loading'
      readonly mode: RunMode
      readonly type: ItemType
      /** What people call the feed where the type does not say it. */
      readonly label: string | null
      /** Null where nobody knows how far the run is. */
      readonly loaded: number | null
      readonly total: number | null
    }
  /** A provider asked to wait; `provider` is its name. */
  | { readonly kind: 'waiting'; readonly provider: string; readonly seconds: number }
  | {
      readonly kind: 'quota-spent'
      readonly provider: string
      readonly period: 'day' | 'month'
      readonly untilMs: number
    }
  | { readonly kind: 'failed'; readonly type: ItemType; readonly label: string | null }
  /** No account loads by itself: `account` where it is this one alone. */
  | { readonly kind: 'paused'; readonly account: Account | null }
  /** Some type was never loaded to its end: stopped, interrupted or never begun. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'up-to-date'; readonly atMs: number; readonly waiting: number }

export interface StatusFacts {
  readonly accounts: readonly Account[]
  readonly providers: readonly ProviderDescriptor[]
  readonly statuses: readonly SyncStatus[]
  readonly workOffline: boolean
  /** How many changes are not sent yet, and how many of them cannot go on without the user. */
  readonly changes: OpenChanges
  /** Epoch ms: a wait that is over is not told any more. */
  readonly nowMs: number
}

export interface OpenChanges {
  readonly waiting: number
  readonly needsYou: number
}

/** For the status of an account, which tells of its loading alone: the outbox has a line of its own there. */
export const noChanges: OpenChanges = { waiting: 0, needsYou: 0 }

/**
 * Weighs the facts of all accounts, in this order: reconnect, changes that need the user, disconnected, offline,
 * working offline, loading, waiting for a limit, calls used up, failed, paused, incomplete, up to date. A total that nobody told is never
 * invented, and the time of "up to date" is that of what was looked at longest ago, so that the chip is true for
 * every row on the screen.
 */
export function appStatusOf(facts: StatusFacts): AppStatus {
  const { accounts, providers, statuses, workOffline, nowMs } = facts
  const { waiting: unsent, needsYou } = facts.changes
  if (accounts.length === 0)
    return workOffline ? { kind: 'working-offline', atMs: null, waiting: unsent } : { kind: 'no-account' }

  const signedOut = accounts.find((account) => account.status === 'needs-reconnect')
  if (signedOut !== undefined) return { kind: 'reconnect', account: signedOut }

  if (needsYou > 0) return { kind: 'needs-you', count: needsYou }
  if (accounts.every((account) => account.status === 'disconnected')) return { kind: 'disconnected' }

  const active = accounts.filter((account) => account.status !== 'disconnected')
  const statusOf = (account: Account): SyncStatus | undefined =>
    statuses.find((status) => status.accountId === account.id)
  const providerOf = (accountId: Account['id']): string => {
    const providerId = accounts.find(({ id }) => id === accountId)?.providerId
    return providers.find(({ id }) => id === providerId)?.name ?? ''
  }
  const known = active.map(statusOf).filter((status) => status !== undefined)
  const atMs = oldestCheckAtMs(known)
  const unreachable = active.filter((account) => statusOf(account)?.reachability === 'offline')
  const [firstUnreachable] = unreachable
  if (firstUnreachable !== undefined) {
    return unreachable.length === active.length
      ? { kind: 'offline', atMs, waiting: unsent }
      : { kind: 'unreachable', account: firstUnreachable }
  }
  if (workOffline) return { kind: 'working-offline', atMs, waiting: unsent }

  const running = known.filter((status) => status.isRunning)
  const [waiting] = running.filter((status) => waitOf(status.limits, nowMs) !== null)
  const moving = running.filter((status) => waitOf(status.limits, nowMs) === null)
  for (const { streams } of moving) {
    const loading = streams.find((stream) => stream.state === 'loading')
    if (loading === undefined) continue
    const { type, label, total } = loading
    const loaded = isCountShared(loading, streams) ? null : loading.loaded
    return { kind: 'loading', mode: loading.mode ?? 'full', type, label, loaded, total }
  }
  if (waiting !== undefined) {
    const untilMs = waitOf(waiting.limits, nowMs) ?? nowMs
    const seconds = Math.max(1, Math.ceil((untilMs - nowMs) / 1_000))
    return { kind: 'waiting', provider: providerOf(waiting.accountId), seconds }
  }
  if (running.length > 0) return { kind: 'starting' }

  const spent = known.find(({ quotas }) => spentQuota(quotas, nowMs) !== null)
  const quota = spent && spentQuota(spent.quotas, nowMs)
  if (spent !== undefined && quota) {
    return { kind: 'quota-spent', provider: providerOf(spent.accountId), ...quota }
  }

  const streams = known.flatMap((status) => status.streams)
  const failed = streams.find((stream) => stream.state === 'failed')
  if (failed !== undefined) return { kind: 'failed', type: failed.type, label: failed.label }
  const paused = active.filter(
    (account) => account.status === 'paused' || statusOf(account)?.isPaused === true,
  )
  const [firstPaused] = paused
  if (firstPaused !== undefined) {
    return { kind: 'paused', account: paused.length === active.length ? null : firstPaused }
  }
  if (streams.length === 0 || known.length < active.length || streams.some(isUnfinished)) {
    return { kind: 'incomplete' }
  }
  return atMs === null ? { kind: 'incomplete' } : { kind: 'up-to-date', atMs, waiting: unsent }
}

/** What the user left out or capped is as complete as the user wants it. */
const isUnfinished = ({ state }: StreamStatus): boolean =>
  state !== 'done' && state !== 'capped' && state !== 'left-out'

/**
 * Whether a stream shares its feed with others and tells, while a run goes on, the rows that are here instead of
 * those that the run has met. In a first load the two are the same.
 */
export const isCountShared = (stream: StreamStatus, all: readonly StreamStatus[]): boolean =>
  stream.finishedAtMs !== null && all.filter(({ feed }) => feed === stream.feed).length > 1

/** When a stream was last looked at to the end, in whatever way; 0 if it never was. */
export const checkedAtMsOf = ({ finishedAtMs, checkedAtMs, sweptAtMs }: StreamStatus): number =>
  Math.max(finishedAtMs ?? 0, checkedAtMs ?? 0, sweptAtMs ?? 0)

/** When what was looked at longest ago was looked at; null while an account has nothing that ever was. */
function oldestCheckAtMs(statuses: readonly SyncStatus[]): number | null {
  const oldestOfEach = statuses.map(({ streams }) =>
    Math.min(
      ...streams
        .filter(({ state }) => state !== 'left-out')
        .map(checkedAtMsOf)
        .filter((atMs) => atMs > 0),
    ),
  )
  const oldest = Math.min(...oldestOfEach)
  return oldestOfEach.every(Number.isFinite) && Number.isFinite(oldest) ? oldest : null
}

/** Whether a load of the account can be started by hand. */
export const canLoad = (account: Account, status: Pick<SyncStatus, 'isPaused'> | null | undefined): boolean =>
  account.status === 'connected' && status?.isPaused !== true
