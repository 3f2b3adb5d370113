import { createHash } from 'node:crypto'
import type { AccountId } from '../shared/model/account.ts'
import type { Item, ItemKey, ItemRow } from '../shared/model/item.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import type { ProviderId } from '../shared/model/provider.ts'
import type { StoredItem } from '../shared/store-protocol.ts'
import { wellFormedStart } from '../shared/well-formed-start.ts'
import { phoneDigits, sortName } from './fold.ts'

/** Sorts before every date (ECMAScript's earliest is -8.64e15); a NULL could not be sought past. */
export const NEVER_MODIFIED = -9e15

/** The columns that {@link itemValues} fills, in its order. */
export const ITEM_COLUMNS = [
  'provider_id',
  'external_id',
  'name',
  'sort_name',
  'email',
  'organisation',
  'phone',
  'phone_digits',
  'parent_key',
  'parent_path',
  'url',
  'created_at_ms',
  'modified',
  'is_directory',
  'is_visible',
  'mime_type',
  'child_count',
  'extra',
] as const

export type ColumnValue = string | number | null

export function itemValues({ item, searchText }: StoredItem): ColumnValue[] {
  return [
    item.providerId,
    item.externalId,
    item.name,
    sortName(item.name),
    item.email,
    item.organisation,
    item.phone,
    phoneDigits(item.phone),
    item.parentKey,
    item.parentPath,
    item.url,
    item.createdAtMs,
    modifiedColumn(item.modifiedAtMs),
    item.isDirectory ? 1 : 0,
    item.isVisible ? 1 : 0,
    item.mimeType,
    item.childCount,
    searchText ?? null,
  ]
}

/** 128 bits over everything that is stored of an item: equal means that nothing has to be written. */
export function contentHash(values: readonly ColumnValue[], record: string): Buffer {
  return createHash('sha256').update(JSON.stringify(values)).update(record).digest().subarray(0, 16)
}

/** Rows of a stream without an account belong to something that was removed. */
export const LIVE_STREAM = 'item.stream IN (SELECT id FROM stream WHERE account_id IS NOT NULL)'

/** What a list reads of a row. */
export interface ListColumns {
  key: ItemKey
  provider_id: ProviderId
  account_id: AccountId
  type: ItemType
  external_id: string
  name: string
  email: string | null
  organisation: string | null
  phone: string | null
  modified: number
}

export const LIST_COLUMNS = `item.key, item.provider_id, stream.account_id, stream.type, item.external_id,
  item.name, item.email, item.organisation, item.phone, item.modified`

/** Nobody reads further in a line of the list; without a bound one hostile name could fill a message. */
const MAX_SHOWN_LENGTH = 300

export function toItemRow(columns: ListColumns): ItemRow {
  return {
    key: columns.key,
    providerId: columns.provider_id,
    accountId: columns.account_id,
    type: columns.type,
    externalId: columns.external_id,
    name: shownText(columns.name),
    email: shownOrNull(columns.email),
    organisation: shownOrNull(columns.organisation),
    phone: shownOrNull(columns.phone),
    modifiedAtMs: shownModified(columns.modified),
    pending: null,
    cells: {},
    isOutside: false,
  }
}

/** As much of a value as a line of the list shows. */
export function shownText(value: string): string {
  return value.length > MAX_SHOWN_LENGTH ? `${wellFormedStart(value, MAX_SHOWN_LENGTH - 1)}…` : value
}

export const shownOrNull = (value: string | null): string | null => (value === null ? null : shownText(value))

export interface WholeColumns extends ListColumns {
  parent_key: ItemKey | null
  parent_path: string | null
  url: string | null
  created_at_ms: number | null
  is_directory: number
  is_visible: number
  mime_type: string | null
  child_count: number | null
}

export const WHOLE_COLUMNS = `${LIST_COLUMNS}, item.parent_key, item.parent_path, item.url,
  item.created_at_ms, item.is_directory, item.is_visible, item.mime_type, item.child_count`

export function toItem(columns: WholeColumns): Item {
  return {
    key: columns.key,
    providerId: columns.provider_id,
    accountId: columns.account_id,
    type: columns.type,
    externalId: columns.external_id,
    name: columns.name,
    email: columns.email,
    organisation: columns.organisation,
    phone: columns.phone,
    parentKey: columns.parent_key,
    parentPath: columns.parent_path,
    url: columns.url,
    createdAtMs: columns.created_at_ms,
    modifiedAtMs: shownModified(columns.modified),
    isDirectory: columns.is_directory === 1,
    isVisible: columns.is_visible === 1,
    mimeType: columns.mime_type,
    childCount: columns.child_count,
  }
}

/** A time of change as its column holds it. */
export const modifiedColumn = (atMs: number | null): number => atMs ?? NEVER_MODIFIED

export const shownModified = (column: number): number | null => (column === NEVER_MODIFIED ? null : column)
