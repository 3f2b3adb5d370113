import type { AppError } from '../../shared/errors.ts'
import type { Output } from '../../shared/ipc/types.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { FeedName } from '../../shared/model/feed.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import type { ItemType } from '../../shared/model/item-type.ts'
import { wantedBy } from '../../shared/model/load-choice.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { AccountAccess } from '../accounts/account-access.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import type { LoadedItem, Provider, StoredFacts } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import type { Sync } from '../sync/create-sync.ts'

export interface SearchPorts {
  readonly store: Store
  readonly now: () => number
  readonly provider: (id: Account['providerId']) => Provider | null
  readonly records: Pick<AccountRecords, 'get'>
  readonly sync: Pick<Sync, 'loads'>
  readonly access: (accountId: AccountId) => Promise<Result<AccountAccess, AppError>>
  readonly isWorkingOffline: () => boolean
  /** Something that was not here, or not as it is now, is stored. */
  readonly onCompleted: () => void
}

const mostKeys = 100

/**
 * Lets the provider search, and keeps what it found as a load would have brought it. Only types that one feed alone
 * brings and the user wants to have are looked for: whose another row is could not be said. A row that is newer here
 * stays as it is.
 */
export async function searchAtProvider(
  ports: SearchPorts,
  accountId: AccountId,
  text: string,
): Promise<Result<Output<'items', 'searchAtProvider'>, AppError>> {
  const account = await ports.records.get(accountId)
  if (!account.ok) return account
  const search = ports.provider(account.value.providerId)?.search
  if (search === undefined) return err({ kind: 'invalid-request', detail: 'this provider has no search' })
  const refused = refusalOf(ports, account.value)
  if (refused !== null) return err(refused)
  const feeds = await feedsByType(ports, account.value)
  if (!feeds.ok) return feeds
  const facts = await readFacts(ports.store, accountId, search.facts)
  if (!facts.ok) return facts
  const access = await ports.access(accountId)
  if (!access.ok) return access
  // Of the provider as it is placed: a sandbox has other addresses.
  const placed = access.value.provider.search ?? search
  const types = [...feeds.value.keys()]
  if (types.length === 0) return ok({ keys: [], isMore: false })
  const found = await placed.run(access.value.session, { text, types, facts: facts.value })
  if (!found.ok) return found
  const kept = await keepAll(ports, feeds.value, accountId, found.value.items)
  if (!kept.ok) return kept
  return ok({
    keys: kept.value.slice(0, mostKeys),
    isMore: found.value.isMore || kept.value.length > mostKeys,
  })
}

/** Why the account cannot be asked now; null where it can. */
function refusalOf({ isWorkingOffline }: SearchPorts, { id, status }: Account): AppError | null {
  if (isWorkingOffline()) return { kind: 'working-offline' }
  const isUsable = status === 'connected' || status === 'paused'
  return isUsable ? null : { kind: 'reconnect-required', accountId: id }
}

/** The feed of each type that just one feed brings, of those that the user wants. */
async function feedsByType(
  { sync }: SearchPorts,
  account: Account,
): Promise<Result<ReadonlyMap<ItemType, FeedName>, AppError>> {
  const known = await sync.loads.feedsOf(account)
  if (!known.ok) return known
  const isWanted = wantedBy(known.value.choice)
  const byType = Map.groupBy(
    known.value.feeds.flatMap((feed) => feed.types.map((type) => ({ type, feed }))),
    ({ type }) => type,
  )
  const single = new Map<ItemType, FeedName>()
  for (const [type, [first, ...others]] of byType) {
    if (first !== undefined && others.length === 0 && isWanted(first.feed)) single.set(type, first.feed.name)
  }
  return ok(single)
}

async function readFacts(
  store: Store,
  accountId: AccountId,
  names: readonly string[],
): Promise<Result<StoredFacts, AppError>> {
  const facts: Record<string, unknown> = {}
  for (const name of names) {
    const fact = await store.call('getFact', { accountId, name })
    if (!fact.ok) return fact
    if (fact.value !== null) facts[name] = JSON.parse(fact.value)
  }
  return ok(facts)
}

/** Keys of what is stored now, in the order of the search. */
async function keepAll(
  ports: SearchPorts,
  feeds: ReadonlyMap<ItemType, FeedName>,
  accountId: AccountId,
  items: readonly LoadedItem[],
): Promise<Result<ItemKey[], AppError>> {
  const keys: ItemKey[] = []
  let isChanged = false
  for (const loaded of items) {
    const feed = feeds.get(loaded.item.type)
    if (feed === undefined) continue
    const kept = await keep(ports, feed, accountId, loaded)
    if (!kept.ok) return kept
    isChanged ||= kept.value
    keys.push(loaded.item.key)
  }
  if (isChanged) ports.onCompleted()
  return ok(keys)
}

/** Answers whether something is stored that was not. */
async function keep(
  { store, access, now }: SearchPorts,
  feed: FeedName,
  accountId: AccountId,
  { item, record, searchText }: LoadedItem,
): Promise<Result<boolean, AppError>> {
  const before = await store.call('getItem', { key: item.key })
  if (!before.ok) return before
  const known = before.value?.item.modifiedAtMs ?? null
  if (before.value !== null && known !== null && known >= (item.modifiedAtMs ?? -Infinity)) return ok(false)
  // While the provider was asked, another workspace may have been opened, or the account removed.
  const still = await access(accountId)
  if (!still.ok) return still
  const stored = { item, record: JSON.stringify(record), searchText }
  const put = await store.call('putItem', { feed, item: stored, nowMs: now() })
  return put.ok ? ok(true) : put
}
