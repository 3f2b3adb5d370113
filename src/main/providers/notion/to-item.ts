import { itemKey, type ItemKey } from '../../../shared/model/item.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { AccountId } from '../../../shared/model/account.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import type { LoadedItem, ProviderSession } from '../provider.ts'
import { knownBlockParent } from './block-parents.ts'
import { titlePropertySchema, valuePropertySchema, type Found, type Parent, type Runs } from './schema.ts'
import { withoutSignedFiles } from './signed-addresses.ts'

export const notionTypes = ['page', 'database'] as const satisfies readonly ItemType[]

/**
 * The app's type for what Notion sends; since 2025-09-03 the rows and their form are in a data source, not in a
 * database. Null for kinds that the app does not show.
 */
export function typeOf({ object }: Pick<Found, 'object'>): ItemType | null {
  if (object === 'page') return 'page'
  return object === 'data_source' ? 'database' : null
}

/** By its new name or by the old one. What is archived in the new sense is not in the trash. */
export const isTrashed = ({ in_trash, archived }: Found): boolean => (in_trash ?? archived) === true

/** What it stands in, as Notion says it: a data source in a database, which search never returns, and that one in this. */
export const parentOf = ({ database_parent, parent }: Found): Parent | undefined => database_parent ?? parent

/** A page or data source in the app's words; null for a partial object, of which there is nothing to show. */
export function toLoadedItem(
  providerId: ProviderId,
  session: Pick<ProviderSession, 'accountId'>,
  type: ItemType,
  found: Found,
): LoadedItem | null {
  // The official client tells them apart in the same way.
  if (found.url === undefined) return null
  const { accountId } = session
  const parent = parentOf(found)
  const knownParent =
    parent?.block_id === undefined ? parent : (knownBlockParent(accountId, parent.block_id) ?? undefined)
  return {
    item: {
      key: itemKey(providerId, accountId, type, found.id),
      providerId,
      accountId,
      type,
      externalId: found.id,
      name: titleOf(type === 'page' ? titleRuns(found) : (found.title ?? [])),
      email: firstValue(found, 'email'),
      organisation: null,
      phone: firstValue(found, 'phone_number'),
      parentKey: parentKeyOf(providerId, accountId, knownParent),
      parentPath: null,
      url: found.url,
      createdAtMs: readInstant(found.created_time),
      modifiedAtMs: readInstant(found.last_edited_time),
      isDirectory: type === 'database',
      isVisible: !isTrashed(found) && found.is_archived !== true,
      mimeType: null,
      childCount: null,
    },
    record: recordOf(found),
  }
}

/** Without what differs in every answer: then a record that did not change is seen not to have. */
function recordOf({ request_id: _requestId, ...found }: Found): unknown {
  return withoutSignedFiles(found)
}

/** The one property of the type `title`: its name is the user's, and another one may be called "title". */
function titleRuns(found: Found): Runs {
  for (const property of propertiesOf(found, 'title')) {
    const title = titlePropertySchema.safeParse(property)
    if (title.success) return title.data.title
  }
  return []
}

/** All runs, mentions among them, as Notion itself writes them. */
function titleOf(runs: Runs): string {
  const title = runs
    .map(({ plain_text = '' }) => plain_text)
    .join('')
    .trim()
    .toWellFormed()
  return title === '' ? 'Untitled' : title
}

/** Null at the top of the workspace, in a block, and in whatever kind of thing comes one day. */
export function parentKeyOf(
  providerId: ProviderId,
  accountId: AccountId,
  parent: Parent | null | undefined,
): ItemKey | null {
  if (parent?.type === 'page_id' && parent.page_id !== undefined) {
    return itemKey(providerId, accountId, 'page', parent.page_id)
  }
  if (parent?.type === 'data_source_id' && parent.data_source_id !== undefined) {
    return itemKey(providerId, accountId, 'database', parent.data_source_id)
  }
  return null
}

/** What stands in the first property of a type that has a value; the user's names for them are of no help. */
function firstValue(found: Found, type: 'email' | 'phone_number'): string | null {
  for (const property of propertiesOf(found, type)) {
    const read = valuePropertySchema.safeParse(property)
    const value = read.success ? (read.data[type] ?? '').trim().toWellFormed() : ''
    if (value !== '') return value
  }
  return null
}

function propertiesOf({ properties }: Found, type: string): readonly object[] {
  return Object.values(properties ?? {}).filter(
    (property): property is object =>
      property !== null && typeof property === 'object' && 'type' in property && property.type === type,
  )
}

function readInstant(value: unknown): number | null {
  const ms = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : NaN
  return Number.isSafeInteger(ms) ? ms : null
}
