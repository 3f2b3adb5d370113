import { createHash } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import type { Item, ItemKey } from '../../shared/model/item.ts'
import type { FeedName } from '../../shared/model/feed.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { StoredItem } from '../../shared/store-protocol.ts'
import type { AccountAccess } from '../accounts/account-access.ts'
import type { Logger } from '../logging/logger.ts'
import type { Store } from '../store/store.ts'

export interface CompletePorts {
  readonly store: Store
  readonly logger: Logger
  readonly now: () => number
  readonly isWorkingOffline: () => boolean
  readonly access: (accountId: Item['accountId']) => Promise<Result<AccountAccess, AppError>>
  /** The feeds that bring items of the item's type. */
  readonly feedsFor: (item: Item) => Promise<readonly FeedName[]>
  readonly onCompleted: () => void
}

/** Finds out what a load left open of an item (a parent), once a state of it, when somebody opens it. */
export type CompleteItem = (key: ItemKey) => Promise<void>

/** So many are remembered as done. */
const mostRemembered = 1_000

/** A failure goes to the log alone: what is shown is what the load brought, and the next opening tries again. */
export function createCompleteItem(ports: CompletePorts): CompleteItem {
  const asked = new Set<string>()

  async function askProvider({ item, record }: Stored): Promise<Result<boolean, AppError>> {
    const access = await ports.access(item.accountId)
    if (!access.ok) return access
    const { provider, session } = access.value
    const completed = (await provider.completeItem?.(session, asStored(item), JSON.parse(record))) ?? ok(null)
    if (!completed.ok || completed.value === null) return completed.ok ? ok(false) : completed
    const [feed, ...others] = await ports.feedsFor(item)
    // Whose the row is must not be guessed: the feed's next run would take it out.
    if (feed === undefined || others.length > 0) return ok(false)
    const now = await ports.store.call('getItem', { key: item.key })
    if (!now.ok) return now
    // A load may have brought a newer state while the provider was asked.
    if (now.value === null || stateOf(now.value) !== stateOf({ item, record })) return ok(false)
    const complete = { item: completed.value.item, record: JSON.stringify(completed.value.record) }
    if (stateOf(complete) === stateOf(now.value)) return ok(false)
    const stored = await ports.store.call('putItem', { feed, item: complete, nowMs: ports.now() })
    return stored.ok ? ok(true) : stored
  }

  return async (key) => {
    if (ports.isWorkingOffline()) return
    const found = await ports.store.call('getItem', { key })
    if (!found.ok || found.value === null) return
    const state = stateOf(found.value)
    if (asked.has(state)) return
    asked.add(state)
    if (asked.size > mostRemembered) asked.delete(asked.values().next().value ?? '')
    const completed = await askProvider(found.value)
    if (completed.ok && completed.value) ports.onCompleted()
    if (completed.ok) return
    asked.delete(state)
    ports.logger.info('item.not-completed', { error: completed.error.kind })
  }
}

/** Without what the store reckons when it is asked: it is not part of the row. */
const asStored = (item: Item): Item => ({ ...item, parentPath: null, childCount: null })

type Stored = Pick<StoredItem, 'item' | 'record'>

const stateOf = ({ item, record }: Stored): string =>
  createHash('sha256')
    .update(JSON.stringify([asStored(item), record]))
    .digest('base64')
