import type { Account } from '../../shared/model/account.ts'
import type { ItemType } from '../../shared/model/item-type.ts'
import type { StreamStatus, SyncStatus } from '../../shared/model/sync-status.ts'

/** What the status chip says: one fact, the one that weighs most. */
export type AppStatus =
  | { readonly kind: 'unknown' }
  /** Main could not say how things stand. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'no-account' }
  /** No account can load; what was loaded is here. */
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'reconnect'; readonly account: Account }
  /** `atMs`: how old the data is, null if nothing was ever loaded. */
  | { readonly kind: 'offline'; readonly atMs: number | null }
  /** Some accounts answer, this one does not. */
  | { readonly kind: 'unreachable'; readonly account: Account }
  | { readonly kind: 'working-offline'; readonly atMs: number | null }
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'loading'
      readonly type: ItemType
      readonly loaded: number
      readonly total: number | null
    }
  | { readonly kind: 'failed'; readonly type: ItemType }
  /** Some type was never loaded to its end: stopped, interrupted or never begun. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'up-to-date'; readonly atMs: number }

export interface StatusFacts {
  readonly accounts: readonly Account[]
  readonly statuses: readonly SyncStatus[]
  readonly workOffline: boolean
}

/**
 * Weighs the facts of all accounts, in this order: reconnect, disconnected, offline, working offline, loading,
 * failed, incomplete, up to date. A total that nobody told is never invented, and the time of "up to date" is that
 * of the account that was loaded longest ago, so that the chip is true for every row on the screen.
 */
export function appStatusOf({ accounts, statuses, workOffline }: StatusFacts): AppStatus {
  if (accounts.length === 0)
    return workOffline ? { kind: 'working-offline', atMs: null } : { kind: 'no-account' }

  const signedOut = accounts.find((account) => account.status === 'needs-reconnect')
  if (signedOut !== undefined) return { kind: 'reconnect', account: signedOut }

  if (accounts.every((account) => account.status === 'disconnected')) return { kind: 'disconnected' }

  const active = accounts.filter((account) => account.status === 'connected')
  const statusOf = (account: Account): SyncStatus | undefined =>
    statuses.find((status) => status.accountId === account.id)
  const known = active.map(statusOf).filter((status) => status !== undefined)
  const atMs = oldestLoadAtMs(known)
  const unreachable = active.filter((account) => statusOf(account)?.reachability === 'offline')
  const [firstUnreachable] = unreachable
  if (firstUnreachable !== undefined) {
    return unreachable.length === active.length
      ? { kind: 'offline', atMs }
      : { kind: 'unreachable', account: firstUnreachable }
  }
  if (workOffline) return { kind: 'working-offline', atMs }

  const running = known.filter((status) => status.isRunning)
  if (running.length > 0) {
    const loading = running.flatMap((status) => status.streams).find((stream) => stream.state === 'loading')
    if (loading === undefined) return { kind: 'starting' }
    return { kind: 'loading', type: loading.type, loaded: loading.loaded, total: loading.total }
  }

  const streams = known.flatMap((status) => status.streams)
  const failed = streams.find((stream) => stream.state === 'failed')
  if (failed !== undefined) return { kind: 'failed', type: failed.type }
  if (streams.length === 0 || known.length < active.length || streams.some(isUnfinished)) {
    return { kind: 'incomplete' }
  }
  return atMs === null ? { kind: 'incomplete' } : { kind: 'up-to-date', atMs }
}

const isUnfinished = (stream: StreamStatus): boolean => stream.state !== 'done'

/** When the account that was loaded longest ago was loaded; null while one never was. */
function oldestLoadAtMs(statuses: readonly SyncStatus[]): number | null {
  const lastOfEach = statuses.map(({ streams }) =>
    Math.max(0, ...streams.map((one) => one.finishedAtMs ?? 0)),
  )
  const oldest = Math.min(...lastOfEach)
  return Number.isFinite(oldest) && oldest > 0 ? oldest : null
}
