import { itemKey, type Item } from '../../../shared/model/item.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import type { LoadedItem, ProviderSession } from '../provider.ts'
import { uiOrigin } from './identify.ts'
import type { AirtableBase, AirtableTable } from './schema.ts'

export const airtableTypes = ['base', 'table'] as const satisfies readonly ItemType[]

export function baseItem(
  providerId: ProviderId,
  { accountId }: ProviderSession,
  base: AirtableBase,
): LoadedItem {
  return {
    item: {
      ...nothingKnown,
      key: itemKey(providerId, accountId, 'base', base.id),
      providerId,
      accountId,
      type: 'base',
      externalId: base.id,
      name: readable(base.name) ?? 'Unnamed base',
      url: pageOf(base.id),
    },
    record: base,
  }
}

/** Copies of a base have tables with the ids of the original's, so the base is part of the key. */
export function tableItem(
  providerId: ProviderId,
  { accountId }: ProviderSession,
  baseId: string,
  table: AirtableTable,
): LoadedItem {
  return {
    item: {
      ...nothingKnown,
      key: itemKey(providerId, accountId, 'table', `${baseId}/${table.id}`),
      providerId,
      accountId,
      type: 'table',
      externalId: table.id,
      name: readable(table.name) ?? 'Unnamed table',
      parentKey: itemKey(providerId, accountId, 'base', baseId),
      url: pageOf(baseId, table.id),
    },
    record: table,
  }
}

/** Airtable tells no times of bases and tables; none are made up. */
const nothingKnown = {
  email: null,
  organisation: null,
  phone: null,
  parentKey: null,
  parentPath: null,
  createdAtMs: null,
  modifiedAtMs: null,
  isDirectory: true,
  isVisible: true,
  mimeType: null,
  childCount: null,
} satisfies Partial<Item>

/** By ids, as names change. Not in the reference, but what everybody links to. */
const pageOf = (...ids: readonly string[]): string => `${uiOrigin}/${ids.map(encodeURIComponent).join('/')}`

function readable(name = ''): string | null {
  const trimmed = name.trim().toWellFormed()
  return trimmed === '' ? null : trimmed
}
