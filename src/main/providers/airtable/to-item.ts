import { itemKey, type Item, type ItemKey } from '../../../shared/model/item.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import type { LoadedItem, ProviderSession } from '../provider.ts'
import { readCell } from './cell-text.ts'
import { uiOrigin } from './identify.ts'
import type { AirtableBase, AirtableRecord, AirtableTable } from './schema.ts'
import { withoutAddresses } from './stored-record.ts'
import { modifiedField, type Field, type TableLayout } from './table-layout.ts'

export const airtableTypes = ['base', 'table', 'record'] as const satisfies readonly ItemType[]

/** Whose items they are: part of every key. */
export interface Owner {
  readonly providerId: ProviderId
  readonly accountId: ProviderSession['accountId']
}

/** Where records are. */
export interface TablePlace {
  readonly baseId: string
  readonly tableId: string
}

export function baseKey({ providerId, accountId }: Owner, baseId: string): ItemKey {
  return itemKey(providerId, accountId, 'base', baseId)
}

/** Copies of a base have tables with the ids of the original's, so the base is part of the key. */
export function tableKey({ providerId, accountId }: Owner, { baseId, tableId }: TablePlace): ItemKey {
  return itemKey(providerId, accountId, 'table', `${baseId}/${tableId}`)
}

/** And records with the same ids in tables with the same ids. */
export function recordKey(owner: Owner, { baseId, tableId }: TablePlace, recordId: string): ItemKey {
  return itemKey(owner.providerId, owner.accountId, 'record', `${baseId}/${tableId}/${recordId}`)
}

/** The place of a stored table, out of its key; null for a key of something else. */
export function placeOfTable(key: ItemKey): TablePlace | null {
  const [, , type, rawId = ''] = key.split(':').map(decodeURIComponent)
  const [baseId = '', tableId = '', more] = rawId.split('/')
  return type === 'table' && tableId !== '' && more === undefined ? { baseId, tableId } : null
}

export const nameOfBase = ({ name }: AirtableBase): string => readable(name) ?? 'Unnamed base'

export function baseItem(owner: Owner, base: AirtableBase): LoadedItem {
  return {
    item: {
      ...nothingKnown,
      ...owner,
      key: baseKey(owner, base.id),
      type: 'base',
      externalId: base.id,
      name: nameOfBase(base),
      url: pageOf(base.id),
      isDirectory: true,
    },
    record: base,
  }
}

export function tableItem(owner: Owner, baseId: string, table: AirtableTable): LoadedItem {
  return {
    item: {
      ...nothingKnown,
      ...owner,
      key: tableKey(owner, { baseId, tableId: table.id }),
      type: 'table',
      externalId: table.id,
      name: readable(table.name) ?? 'Unnamed table',
      parentKey: baseKey(owner, baseId),
      url: pageOf(baseId, table.id),
      isDirectory: true,
    },
    record: table,
  }
}

export function recordItem(
  owner: Owner,
  place: TablePlace,
  layout: TableLayout,
  record: AirtableRecord,
): LoadedItem {
  const cellOf = (field: Field | undefined): unknown =>
    field === undefined ? undefined : record.fields?.[field.id]
  /** Of a type that a table may have several fields of, what the first one says that says anything. */
  const firstOf = (type: string): string | null =>
    layout.fields
      .filter((field) => field.type === type)
      .map((field) => readable(readCell(field, cellOf(field)).text))
      .find((text) => text !== null) ?? null
  const { primary } = layout
  return {
    item: {
      ...nothingKnown,
      ...owner,
      key: recordKey(owner, place, record.id),
      type: 'record',
      externalId: record.id,
      name:
        (primary === undefined ? null : readable(readCell(primary, cellOf(primary)).text)) ??
        'Unnamed record',
      email: firstOf('email'),
      phone: firstOf('phoneNumber'),
      parentKey: tableKey(owner, place),
      url: pageOf(place.baseId, place.tableId, record.id),
      createdAtMs: readInstant(record.createdTime),
      // A record itself knows only when it was created (list records reference).
      modifiedAtMs: readInstant(cellOf(modifiedField(layout))),
    },
    record: withoutAddresses(record),
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
  isDirectory: false,
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

function readInstant(value: unknown): number | null {
  const ms = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : NaN
  return Number.isSafeInteger(ms) ? ms : null
}
