import { z } from 'zod'

/**
 * The kinds of item, one vocabulary over all providers; the screens translate them. A `database` is what has
 * rows of one form (Notion's data source), a `base` holds tables and a table holds records (Airtable).
 */
export const itemTypeSchema = z.enum([
  'contact',
  'company',
  'deal',
  'page',
  'database',
  'base',
  'table',
  'record',
])
export type ItemType = z.infer<typeof itemTypeSchema>
