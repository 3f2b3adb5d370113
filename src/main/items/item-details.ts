import type { AppError } from '../../shared/errors.ts'
import type { Output } from '../../shared/ipc/types.ts'
import type { FieldView } from '../../shared/model/field-view.ts'
import { itemKeyParts, type Item, type ItemKey } from '../../shared/model/item.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { StoreOutput } from '../../shared/store-protocol.ts'
import { wellFormedStart } from '../../shared/text.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import { fieldsOfThrown, type Logger } from '../logging/logger.ts'
import type { DescribedRecord, Provider } from '../providers/provider.ts'
import { layOver } from '../outbox/lay-over.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Store } from '../store/store.ts'
import type { LoadChoices } from '../sync/load-choices.ts'

export interface ItemPorts {
  readonly outbox: Pick<Outbox, 'here' | 'currentKey'>
  readonly store: Store
  readonly logger: Logger
  readonly provider: (id: Item['providerId']) => Provider | null
  readonly records: Pick<AccountRecords, 'get'>
  readonly choices: Pick<LoadChoices, 'get'>
}

type ItemDetails = Output<'items', 'get'>

const mostLinksOfType = 100
const mostFields = 5_000

/** An item with all that this computer knows of it; nobody is asked. */
export async function readItemDetails(
  ports: ItemPorts,
  asked: ItemKey,
): Promise<Result<ItemDetails, AppError>> {
  const { store } = ports
  const key = ports.outbox.currentKey(asked)
  const [found, linked, parents] = await Promise.all([
    store.call('getItem', { key }),
    store.call('linksOf', { key, limit: mostLinksOfType }),
    store.call('parentsOf', { key }),
  ])
  if (!found.ok) return found
  if (!linked.ok) return linked
  if (!parents.ok) return parents
  const shown = await withChanges(ports, key, found.value)
  if (shown === null) return err({ kind: 'not-found' })
  const { item, record, loadedAtMs, pending } = shown
  const provider = ports.provider(item.providerId)
  return ok({
    item,
    record,
    loadedAtMs,
    pending,
    fields: provider === null ? [] : await fieldsOf(ports, provider, item, record),
    parents: parents.value,
    links: linked.value.links,
    linkCounts: linked.value.counts,
    linkCount: linked.value.total,
    hasContent: provider?.content !== undefined && (provider.hasContent?.(item) ?? true),
    inside: provider === null ? 'none' : await insideOf(ports, provider, item),
  })
}

type ShownItem = Pick<ItemDetails, 'item' | 'record' | 'loadedAtMs' | 'pending'>

/** The item as it is loaded, and over it what waits in the outbox; null where there is neither. */
async function withChanges(
  { outbox }: ItemPorts,
  key: ItemKey,
  stored: StoreOutput<'getItem'>,
): Promise<ShownItem | null> {
  const loaded: ShownItem | null =
    stored === null
      ? null
      : {
          item: stored.item,
          record: JSON.parse(stored.record) as ItemDetails['record'],
          loadedAtMs: stored.loadedAtMs,
          pending: null,
        }
  const here = await outbox.here(key)
  const laid = here.ok ? layOver(here.value.open) : null
  if (!here.ok || laid === null) return loaded
  const { contacts, values, open, account } = here.value
  const { externalId = '' } = itemKeyParts(here.value.key) ?? {}
  const shown = contacts.shown(values)
  return {
    item: {
      ...(loaded?.item ?? notLoaded(account.providerId, account.id, externalId)),
      key: here.value.key,
      ...shown,
      ...(shown.name === '' ? { name: here.value.name } : {}),
    },
    record: contacts.withValues(loaded?.record ?? null, values) as ItemDetails['record'],
    loadedAtMs: loaded?.loadedAtMs ?? laid.madeAtMs,
    pending: { ...laid.mark, fields: [...new Set(open.flatMap((change) => Object.keys(change.values)))] },
  }
}

/** A contact that waits to be created. */
const notLoaded = (
  providerId: Item['providerId'],
  accountId: Item['accountId'],
  externalId: string,
): Omit<Item, 'key'> => ({
  providerId,
  accountId,
  type: 'contact',
  externalId,
  name: '',
  email: null,
  organisation: null,
  phone: null,
  parentKey: null,
  parentPath: null,
  url: null,
  createdAtMs: null,
  modifiedAtMs: null,
  isDirectory: false,
  isVisible: true,
  mimeType: null,
  childCount: null,
})

/** What a provider cannot describe is shown as the record that it is. */
async function fieldsOf(
  ports: ItemPorts,
  provider: Provider,
  item: Item,
  record: unknown,
): Promise<FieldView[]> {
  if (provider.describeRecord === undefined) return []
  const parent = item.parentKey === null ? null : await ports.store.call('getItem', { key: item.parentKey })
  const parentRecord: unknown =
    parent?.ok === true && parent.value !== null ? JSON.parse(parent.value.record) : undefined
  const facts = await readFacts(ports.store, provider, item)
  try {
    return described(provider, { item, record, parentRecord, facts })
  } catch (thrown) {
    ports.logger.error('item.not-described', { providerId: item.providerId, ...fieldsOfThrown(thrown) })
    return []
  }
}

async function readFacts(
  store: Store,
  { factsForRecords = [] }: Provider,
  { accountId }: Item,
): Promise<DescribedRecord['facts']> {
  const entries = await Promise.all(
    factsForRecords.map(async (name) => {
      const fact = await store.call('getFact', { accountId, name })
      return fact.ok && fact.value !== null ? [[name, JSON.parse(fact.value) as unknown] as const] : []
    }),
  )
  return Object.fromEntries(entries.flat())
}

/** Within what the screen takes: a record may hold anything. */
function described(provider: Provider, record: DescribedRecord): FieldView[] {
  const fields = provider.describeRecord?.(record) ?? []
  return fields.slice(0, mostFields).map((field) => ({
    ...field,
    name: wellFormedStart(field.name, 300),
    label: wellFormedStart(field.label, 500),
    group: field.group === null ? null : wellFormedStart(field.group, 200),
    value: wellFormedStart(field.value, 100_000),
  }))
}

async function insideOf(
  { records, choices }: ItemPorts,
  provider: Provider,
  item: Item,
): Promise<ItemDetails['inside']> {
  const feed = provider.feedInside?.(item) ?? null
  if (feed === null) return 'none'
  const account = await records.get(item.accountId)
  const stored = account.ok ? await choices.get(account.value) : account
  return stored.ok && stored.value.choice.included.includes(feed) ? 'loaded' : 'not-loaded'
}
