import { z } from 'zod'
import { keyTexts } from '../key-texts.ts'
import { text } from '../text.ts'
import { accountIdSchema, type AccountId } from './account.ts'
import { itemFilterSchema } from './filter.ts'
import { itemTypeSchema, type ItemType } from './item-type.ts'
import { cellSchema, fieldIdSchema } from './list-field.ts'
import { pendingMarkSchema } from './pending-mark.ts'
import { providerIdSchema, type ProviderId } from './provider.ts'

/** Provider, account, type and raw id as one string; see {@link itemKey}. */
export const itemKeySchema = text(1_000).brand<'ItemKey'>()
export type ItemKey = z.infer<typeof itemKeySchema>

/** Anything loaded, normalised. Times are epoch milliseconds. Raw ids are kept as the provider gave them. */
export const itemSchema = z.strictObject({
  key: itemKeySchema,
  providerId: providerIdSchema,
  accountId: accountIdSchema,
  type: itemTypeSchema,
  externalId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  organisation: z.string().nullable(),
  phone: z.string().nullable(),
  parentKey: itemKeySchema.nullable(),
  parentPath: z.string().nullable(),
  url: z.string().nullable(),
  createdAtMs: z.int().nullable(),
  modifiedAtMs: z.int().nullable(),
  isDirectory: z.boolean(),
  isVisible: z.boolean(),
  mimeType: z.string().nullable(),
  childCount: z.int().nullable(),
})
export type Item = z.infer<typeof itemSchema>

/** What one line of the list shows; a whole {@link Item} is fetched only for the detail pane. */
export const itemRowSchema = itemSchema
  .pick({
    key: true,
    providerId: true,
    accountId: true,
    type: true,
    externalId: true,
    name: true,
    email: true,
    organisation: true,
    phone: true,
    modifiedAtMs: true,
  })
  .extend({
    /** A change of the user's that is not sent yet and lies over the row. */
    pending: pendingMarkSchema.nullable(),
    /** Values of the columns that were asked for, by field. */
    cells: z.partialRecord(fieldIdSchema, cellSchema),
    /** It does not match the filter and stands here because the query keeps it. */
    isOutside: z.boolean(),
  })
export type ItemRow = z.infer<typeof itemRowSchema>

export const itemSortSchema = z.strictObject({
  by: fieldIdSchema,
  direction: z.enum(['ascending', 'descending']),
})
export type ItemSort = z.infer<typeof itemSortSchema>

/** What the list is asked for. An empty `search` lists everything. */
export const itemQuerySchema = z.strictObject({
  type: itemTypeSchema.nullable(),
  accountId: accountIdSchema.nullable(),
  /** Only what stands in this item (a table's records). */
  parentKey: itemKeySchema.nullable(),
  search: text(200),
  filter: itemFilterSchema.nullable(),
  /**
   * The first orders, each later one those that are equal by the ones before it. Empty: a search by relevance, all
   * else by name.
   */
  sort: z.array(itemSortSchema).max(5),
  /** Rows that stay although the filter does not match them any more: edited while somebody looks at them. */
  kept: z.array(itemKeySchema).max(50),
})
export type ItemQuery = z.infer<typeof itemQuerySchema>

/**
 * The key of an item within its workspace. Ids are unique per type only (HubSpot), hence the type in it;
 * parts are percent-encoded so that no raw id can imitate a separator.
 */
export function itemKey(
  providerId: ProviderId,
  accountId: AccountId,
  type: ItemType,
  externalId: string,
): ItemKey {
  return itemKeySchema.parse([providerId, accountId, type, externalId].map(encodeURIComponent).join(':'))
}

/** What {@link itemKey} made a key of; null for any other text. */
export function itemKeyParts(
  key: string,
): { providerId: ProviderId; accountId: AccountId; type: ItemType; externalId: string } | null {
  const parts = keyTexts(key)
  const [providerId, accountId, type, externalId] = parts
  const parsed = keyPartsSchema.safeParse({ providerId, accountId, type, externalId })
  return parts.length === 4 && parsed.success ? parsed.data : null
}

const keyPartsSchema = z.strictObject({
  providerId: providerIdSchema,
  accountId: accountIdSchema,
  type: itemTypeSchema,
  externalId: text(200).min(1),
})
