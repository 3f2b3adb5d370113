import type { Account, AccountId } from '../../../shared/model/account.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import type { StreamStatus, SyncStatus } from '../../../shared/model/sync-status.ts'

export interface ItemCount {
  readonly accountId: AccountId
  readonly type: ItemType
  readonly count: number
}

/** The types that the connected accounts can have, in the order in which their providers name them. */
export function typesOf(
  accounts: readonly Account[],
  providers: readonly ProviderDescriptor[],
): readonly ItemType[] {
  const used = providers.filter(({ id }) => accounts.some((account) => account.providerId === id))
  return [...new Set(used.flatMap(({ itemTypes }) => itemTypes))]
}

/** How many items are here: of one type or of all, of one account or of all. */
export function countOf(
  counts: readonly ItemCount[],
  wanted: { readonly type: ItemType | null; readonly accountId: AccountId | null },
): number {
  return counts
    .filter(({ type }) => wanted.type === null || type === wanted.type)
    .filter(({ accountId }) => wanted.accountId === null || accountId === wanted.accountId)
    .reduce((total, { count }) => total + count, 0)
}

/** Why a list without a search has no rows. */
export type Emptiness =
  | { readonly kind: 'no-account' }
  | { readonly kind: 'loading'; readonly streams: readonly StreamStatus[] }
  | { readonly kind: 'not-loaded'; readonly accountIds: readonly AccountId[] }
  /** The type is loaded only where somebody asks, and nobody did. */
  | { readonly kind: 'not-asked'; readonly accountIds: readonly AccountId[] }
  /** The user does not want the type. */
  | { readonly kind: 'left-out'; readonly accountIds: readonly AccountId[] }
  | { readonly kind: 'none' }

/**
 * "Nothing there" is only said once a load of what the list shows came to its end; before that the rows are
 * just not here yet.
 */
export function emptinessOf(
  accounts: readonly Account[],
  statuses: readonly SyncStatus[],
  wanted: { readonly type: ItemType | null; readonly accountId: AccountId | null },
): Emptiness {
  if (accounts.length === 0) return { kind: 'no-account' }
  const concerned = accounts.filter(({ id }) => wanted.accountId === null || id === wanted.accountId)
  const known = statuses.filter(({ accountId }) => concerned.some(({ id }) => id === accountId))
  const streamsOf = (status: SyncStatus): readonly StreamStatus[] =>
    status.streams.filter(({ type }) => wanted.type === null || type === wanted.type)

  const running = known.filter(({ isRunning }) => isRunning).flatMap(streamsOf)
  const isAwaited = ({ state }: StreamStatus): boolean => state === 'waiting' || state === 'loading'
  if (running.some(isAwaited)) return { kind: 'loading', streams: running }

  const unwanted = known.filter((status) => !streamsOf(status).some(({ state }) => state !== 'left-out'))
  const hasStreams = (status: SyncStatus): boolean => streamsOf(status).length > 0
  if (wanted.type !== null && known.length > 0 && unwanted.length === known.length) {
    // Tables whose records nobody asked for may have streams that are left out, or none at all.
    const isOptIn = wanted.type === 'record' && known.some(hasTables)
    const accountIds = known.filter(isOptIn ? hasTables : hasStreams).map(({ accountId }) => accountId)
    if (isOptIn) return { kind: 'not-asked', accountIds }
    if (accountIds.length > 0) return { kind: 'left-out', accountIds }
  }

  const isDone = (id: AccountId): boolean => {
    const status = known.find(({ accountId }) => accountId === id)
    const streams = status === undefined ? [] : streamsOf(status)
    return status !== undefined && streams.every(isAsWanted) && status.streams.length > 0
  }
  const open = concerned
    .filter(({ id, status }) => status !== 'disconnected' && !isDone(id))
    .map(({ id }) => id)
  return open.length > 0 ? { kind: 'not-loaded', accountIds: open } : { kind: 'none' }
}

/** As complete as the user wants it. */
const isAsWanted = ({ state }: StreamStatus): boolean =>
  state === 'done' || state === 'capped' || state === 'left-out'

const hasTables = ({ streams }: SyncStatus): boolean => streams.some(({ type }) => type === 'table')
