import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import type { FeedName } from '../../shared/model/feed.ts'
import type { Item } from '../../shared/model/item.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { AccountAccess } from '../accounts/account-access.ts'
import { fieldsOfThrown } from '../logging/logger.ts'
import type { Sync } from '../sync/create-sync.ts'
import { createCompleteItem } from './complete-item.ts'
import { createItemContent } from './item-content.ts'
import { readItemDetails, type ItemPorts } from './item-details.ts'
import { createListFields, type ListFieldPorts } from './list-fields.ts'
import { resolveQuery } from './list-view.ts'
import { searchAtProvider } from './search-at-provider.ts'

export interface ItemHandlerPorts extends Omit<ItemPorts, 'choices' | 'records'> {
  readonly records: ListFieldPorts['records']
  readonly now: () => number
  readonly sync: Pick<Sync, 'choices' | 'loads'>
  readonly access: (accountId: Item['accountId']) => Promise<Result<AccountAccess, AppError>>
  readonly isWorkingOffline: () => boolean
  /** An item that was opened is known better now. */
  readonly onCompleted: () => void
}

/** The endpoints of what is loaded. */
export function createItemHandlers(ports: ItemHandlerPorts): Handlers['items'] {
  const { store, logger, sync } = ports
  const readContent = createItemContent(ports)
  const fieldsOf = createListFields(ports)
  const complete = createCompleteItem({ ...ports, feedsFor })

  async function feedsFor({ accountId, type }: Item): Promise<readonly FeedName[]> {
    const account = await ports.records.get(accountId)
    const known = account.ok ? await sync.loads.feedsOf(account.value) : account
    if (!known.ok) return []
    return known.value.feeds.filter(({ types }) => types.includes(type)).map(({ name }) => name)
  }

  return {
    async list({ query, columns, offset, limit }) {
      const resolved = await resolveQuery(fieldsOf, query, columns, ports.now())
      return resolved.ok ? store.call('listItems', { ...resolved.value, offset, limit }) : resolved
    },
    async keys({ query, offset, limit }) {
      const resolved = await resolveQuery(fieldsOf, query, [], ports.now())
      return resolved.ok ? store.call('listKeys', { ...resolved.value, offset, limit }) : resolved
    },
    async fields(scope) {
      const known = await fieldsOf(scope)
      return known.ok ? ok([...known.value.listed]) : known
    },
    searchAtProvider: ({ accountId, text }) => searchAtProvider(ports, accountId, text),
    counts: () => store.call('countItems', {}),
    async get({ key }) {
      const details = await readItemDetails({ ...ports, choices: sync.choices }, key)
      if (details.ok && ports.provider(details.value.item.providerId)?.completeItem !== undefined) {
        // Behind the answer: the screen asks again when there is something new.
        complete(key).catch((thrown: unknown) => logger.error('item.not-completed', fieldsOfThrown(thrown)))
      }
      return details
    },
    content: ({ key }) => readContent(key),
  }
}
