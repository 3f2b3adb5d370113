import { itemKey, type ItemKey } from '../../../shared/model/item.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import type { LoadedItem, ProviderSession } from '../provider.ts'
import { titlePropertySchema, type Found, type Parent, type Runs } from './schema.ts'

export const notionTypes = ['page', 'database'] as const satisfies readonly ItemType[]

/** What Notion calls a type: since 2025-09-03 the rows and their form are in a data source, not in a database. */
export function kindOf(type: ItemType): 'page' | 'data_source' {
  if (type === 'page') return 'page'
  if (type === 'database') return 'data_source'
  throw new Error(`Notion has no ${type}`)
}

/** A page or data source in the app's words; null for a partial object, of which there is nothing to show. */
export function toLoadedItem(
  providerId: ProviderId,
  session: ProviderSession,
  type: ItemType,
  found: Found,
): LoadedItem | null {
  // The official client tells them apart in the same way.
  if (found.url === undefined) return null
  const keyOf = (parentType: ItemType, id: string): ItemKey =>
    itemKey(providerId, session.accountId, parentType, id)
  return {
    item: {
      key: keyOf(type, found.id),
      providerId,
      accountId: session.accountId,
      type,
      externalId: found.id,
      name: titleOf(type === 'page' ? titleRuns(found) : (found.title ?? [])),
      email: null,
      organisation: null,
      phone: null,
      // A data source stands in a database, which search never returns; where that one stands is known.
      parentKey: parentKeyOf(found.database_parent, keyOf) ?? parentKeyOf(found.parent, keyOf),
      parentPath: null,
      url: found.url,
      createdAtMs: readInstant(found.created_time),
      modifiedAtMs: readInstant(found.last_edited_time),
      isDirectory: type === 'database',
      isVisible: (found.in_trash ?? found.archived) !== true,
      mimeType: null,
      childCount: null,
    },
    record: found,
  }
}

/** The one property of the type `title`: its name is the user's, and another one may be called "title". */
function titleRuns({ properties }: Found): Runs {
  for (const property of Object.values(properties ?? {})) {
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
function parentKeyOf(
  parent: Parent | undefined,
  keyOf: (type: ItemType, id: string) => ItemKey,
): ItemKey | null {
  if (parent?.type === 'page_id' && parent.page_id !== undefined) return keyOf('page', parent.page_id)
  if (parent?.type === 'data_source_id' && parent.data_source_id !== undefined) {
    return keyOf('database', parent.data_source_id)
  }
  return null
}

function readInstant(value: unknown): number | null {
  const ms = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : NaN
  return Number.isSafeInteger(ms) ? ms : null
}
