import { z } from 'zod'
import { text } from '../text.ts'
import { accountIdSchema } from './account.ts'
import { itemFilterSchema } from './filter.ts'
import { importOptionsSchema } from './import.ts'
import { itemKeySchema, itemSortSchema } from './item.ts'
import { itemTypeSchema } from './item-type.ts'
import { fieldIdSchema } from './list-field.ts'
import { toldSchema } from './told.ts'

/** A column of a list, in its place. Px; null where the width fits by itself. */
export const columnSchema = z.strictObject({
  field: fieldIdSchema,
  width: z.int().min(60).max(1_200).nullable(),
  isPinned: z.boolean(),
})
export type Column = z.infer<typeof columnSchema>

const columns = z.array(columnSchema).min(1).max(60)

/** What a list shows and how, under a name of the user's. */
export const savedViewSchema = z.strictObject({
  id: text(60).min(1),
  name: text(100).min(1),
  type: itemTypeSchema.nullable(),
  accountId: accountIdSchema.nullable(),
  parentKey: itemKeySchema.nullable(),
  search: text(200),
  filter: itemFilterSchema.nullable(),
  sort: z.array(itemSortSchema).max(5),
  columns: columns.nullable(),
  /** `board`: one column of cards for each option of `boardField`. */
  layout: z.enum(['grid', 'board']),
  boardField: fieldIdSchema.nullable(),
})
export type SavedView = z.infer<typeof savedViewSchema>

/**
 * What somebody was told, kept for the notification centre. Times are epoch ms. Older versions kept the words
 * themselves, which stay in the language that they were told in.
 */
export const keptNoticeSchema = z.strictObject({
  id: text(60).min(1),
  atMs: z.int(),
  tone: z.enum(['success', 'info', 'warning', 'error']),
  title: z.union([toldSchema, text(300)]),
  body: z.union([z.array(z.union([toldSchema, text(600)])).max(10), text(1_000)]),
  /** Where it leads within the app, as the hash shows it. */
  href: text(4_000).nullable(),
  /** The id of a failure, as it stands in the log. */
  reference: text(40).nullable(),
  isRead: z.boolean(),
})
export type KeptNotice = z.infer<typeof keptNoticeSchema>

/**
 * How the user arranged a workspace. It holds words of the user's and of the records, so it is kept in the workspace's
 * encrypted files and never among the preferences.
 */
export const arrangementSchema = z.discriminatedUnion('kind', [
  /** The saved views, in their order. */
  z.strictObject({ kind: z.literal('views'), views: z.array(savedViewSchema).max(100) }),
  /** The columns of one list; its scope says which. */
  z.strictObject({ kind: z.literal('columns'), columns }),
  /** Where the app was left, as the hash shows it. */
  z.strictObject({ kind: z.literal('place'), href: text(8_000) }),
  /** Records that were opened, the latest first. */
  z.strictObject({
    kind: z.literal('recents'),
    recents: z.array(z.strictObject({ key: itemKeySchema, atMs: z.int() })).max(50),
  }),
  /** How the columns of a file were taken; its scope is made of the file's head. */
  z.strictObject({ kind: z.literal('import'), options: importOptionsSchema }),
  /** The latest first. */
  z.strictObject({ kind: z.literal('notices'), notices: z.array(keptNoticeSchema).max(200) }),
])
export type Arrangement = z.infer<typeof arrangementSchema>
export type ArrangementKind = Arrangement['kind']

/** Which of several arrangements of a kind: a list's type or parent for `columns`, else empty. */
export const arrangementScopeSchema = text(1_100)
export const arrangementKindSchema = z.enum(['views', 'columns', 'place', 'recents', 'import', 'notices'])
