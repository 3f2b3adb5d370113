import { z } from 'zod'
import { accountIdSchema } from '../../shared/model/account.ts'
import { feedNameSchema } from '../../shared/model/feed.ts'
import { itemFilterSchema } from '../../shared/model/filter.ts'
import { insightPeriodSchema } from '../../shared/model/insights.ts'
import { itemKeySchema, itemSortSchema } from '../../shared/model/item.ts'
import { itemTypeSchema } from '../../shared/model/item-type.ts'
import { fieldIdSchema } from '../../shared/model/list-field.ts'
import { accessSchema, providerIdSchema } from '../../shared/model/provider.ts'
import { text } from '../../shared/text.ts'

// What does not parse is dropped alone, so that a hand-edited or outdated address still opens its screen.

/** The list: what it shows, how it is ordered and which row is open. Absent means the default. */
const itemsSearchSchema = z.object({
  q: text(200).optional().catch(undefined),
  type: itemTypeSchema.optional().catch(undefined),
  account: accountIdSchema.optional().catch(undefined),
  inside: itemKeySchema.optional().catch(undefined),
  sort: z.array(itemSortSchema).max(5).optional().catch(undefined),
  filter: itemFilterSchema.optional().catch(undefined),
  /** The saved view that the rest belongs to, or was changed from. */
  view: text(60).optional().catch(undefined),
  layout: z.literal('board').optional().catch(undefined),
  /** The field whose options the board's columns are. */
  board: fieldIdSchema.optional().catch(undefined),
  selected: itemKeySchema.optional().catch(undefined),
})
export type ItemsSearch = z.output<typeof itemsSearchSchema>
export const parseItemsSearch = (search: Record<string, unknown>): ItemsSearch =>
  itemsSearchSchema.parse(search)

/** The insights: what is counted, and of which account. Absent means the last twelve months, and all accounts. */
const insightsSearchSchema = z.object({
  period: insightPeriodSchema.optional().catch(undefined),
  account: accountIdSchema.optional().catch(undefined),
})
export type InsightsSearch = z.output<typeof insightsSearchSchema>
export const parseInsightsSearch = (search: Record<string, unknown>): InsightsSearch =>
  insightsSearchSchema.parse(search)

/** The Sync centre: which of its tabs, and what of it. Absent means the present state of everything. */
const syncSearchSchema = z.object({
  tab: z.enum(['history', 'storage']).optional().catch(undefined),
  account: accountIdSchema.optional().catch(undefined),
  /** The feed whose line is pointed out. */
  feed: feedNameSchema.optional().catch(undefined),
  only: z.literal('problems').optional().catch(undefined),
})
export type SyncSearch = z.output<typeof syncSearchSchema>
export const parseSyncSearch = (search: Record<string, unknown>): SyncSearch => syncSearchSchema.parse(search)

/** The outbox: which of its parts, of which account, and the record whose changes somebody came for. */
const outboxSearchSchema = z.object({
  part: z.enum(['waiting', 'needs-you', 'today']).optional().catch(undefined),
  account: accountIdSchema.optional().catch(undefined),
  record: itemKeySchema.optional().catch(undefined),
})
export type OutboxSearch = z.output<typeof outboxSearchSchema>
export const parseOutboxSearch = (search: Record<string, unknown>): OutboxSearch =>
  outboxSearchSchema.parse(search)

const newContactSearchSchema = z.object({ account: accountIdSchema.optional().catch(undefined) })
export type NewContactSearch = z.output<typeof newContactSearchSchema>
export const parseNewContactSearch = (search: Record<string, unknown>): NewContactSearch =>
  newContactSearchSchema.parse(search)

/** The field that is about to be changed, by its name at the provider. */
const editContactSearchSchema = z.object({ field: text(200).optional().catch(undefined) })
export type EditContactSearch = z.output<typeof editContactSearchSchema>
export const parseEditContactSearch = (search: Record<string, unknown>): EditContactSearch =>
  editContactSearchSchema.parse(search)

/** A place within the app, as the hash shows it: it never leaves the page. */
const placeSchema = text(4_000).regex(/^\/(?!\/)/)

const connectSearchSchema = z.object({
  provider: providerIdSchema.optional().catch(undefined),
  /** The account whose sign-in is renewed. */
  reconnect: accountIdSchema.optional().catch(undefined),
  /** What is to be asked for, where that is why somebody came. */
  access: accessSchema.optional().catch(undefined),
  /** Where to go on once connected. */
  returnTo: placeSchema.optional().catch(undefined),
})
export type ConnectSearch = z.output<typeof connectSearchSchema>
export const parseConnectSearch = (search: Record<string, unknown>): ConnectSearch =>
  connectSearchSchema.parse(search)

/** The setting that is pointed out. */
const settingsSearchSchema = z.object({ setting: text(60).optional().catch(undefined) })
export type SettingsSearch = z.output<typeof settingsSearchSchema>
export const parseSettingsSearch = (search: Record<string, unknown>): SettingsSearch =>
  settingsSearchSchema.parse(search)
