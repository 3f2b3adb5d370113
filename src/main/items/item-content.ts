import type { AppError } from '../../shared/errors.ts'
import type { Output } from '../../shared/ipc/types.ts'
import type { Item, ItemKey } from '../../shared/model/item.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { StoredContent } from '../../shared/store-protocol.ts'
import { wellFormedStart } from '../../shared/text.ts'
import type { AccountAccess } from '../accounts/account-access.ts'
import type { Logger } from '../logging/logger.ts'
import type { Store } from '../store/store.ts'

export interface ContentPorts {
  readonly store: Store
  readonly logger: Logger
  readonly now: () => number
  readonly access: (accountId: Item['accountId']) => Promise<Result<AccountAccess, AppError>>
}

type Content = Output<'items', 'content'>

/** Reads what lies in an item; see {@link createItemContent}. */
export type ItemContent = (key: ItemKey) => Promise<Result<Content, AppError>>

/** As long a text is still what was fetched; somebody who reads goes back and forth. */
const freshMs = 5 * 60_000
/** Two clocks, and a provider that may tell of a change late. */
const clockToleranceMs = 60_000
const longestText = 4_000_000

/**
 * What lies in an item, fetched when it is opened and kept for the time without a network. A kept text is answered
 * as it is while it is new and the item was not changed since; and, with the error, where no newer one could be
 * fetched. `not-found` where nothing lies in the item.
 */
export function createItemContent(ports: ContentPorts): ItemContent {
  const fetching = new Map<ItemKey, Promise<Result<Content, AppError>>>()

  async function read(key: ItemKey): Promise<Result<Content, AppError>> {
    const [found, kept] = await Promise.all([
      ports.store.call('getItem', { key }),
      ports.store.call('getContent', { key }),
    ])
    if (!found.ok) return found
    if (!kept.ok) return kept
    if (found.value === null) return err({ kind: 'not-found' })
    const { item, record } = found.value
    if (kept.value !== null && isFresh(kept.value, item)) return ok({ ...kept.value, error: null })
    const fetched = await fetchContent(item, JSON.parse(record))
    if (fetched.ok) return ok({ ...fetched.value, error: null })
    return kept.value === null ? fetched : ok({ ...kept.value, error: fetched.error })
  }

  function isFresh({ fetchedAtMs }: StoredContent, { modifiedAtMs }: Item): boolean {
    const isChanged = modifiedAtMs !== null && modifiedAtMs > fetchedAtMs - clockToleranceMs
    return !isChanged && ports.now() - fetchedAtMs < freshMs
  }

  async function fetchContent(item: Item, record: unknown): Promise<Result<StoredContent, AppError>> {
    const access = await ports.access(item.accountId)
    if (!access.ok) return access
    const { provider, session } = access.value
    const fetchedAtMs = ports.now()
    const fetched = (await provider.content?.(session, item, record)) ?? ok(null)
    if (!fetched.ok) return fetched
    if (fetched.value === null) return err({ kind: 'not-found' })
    const text = wellFormedStart(fetched.value.text, longestText)
    const isComplete = fetched.value.isComplete && text.length === fetched.value.text.length
    const content: StoredContent = { text, fetchedAtMs, isComplete }
    const stored = await ports.store.call('putContent', { key: item.key, content })
    // It can be read all the same; it only is not there without a network.
    if (!stored.ok) ports.logger.warn('content.not-kept', { error: stored.error.kind })
    return ok(content)
  }

  return (key) => {
    const reading = fetching.get(key) ?? read(key).finally(() => fetching.delete(key))
    fetching.set(key, reading)
    return reading
  }
}
