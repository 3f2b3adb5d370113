import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { text } from '../text.ts'
import { itemKeySchema, itemQuerySchema } from './item.ts'
import { fieldIdSchema } from './list-field.ts'

export const exportFormatSchema = z.enum(['csv', 'json', 'ndjson'])
export type ExportFormat = z.infer<typeof exportFormatSchema>

export const csvDelimiters = { comma: ',', semicolon: ';', tab: '\t' } as const
export const csvDelimiterSchema = z.enum(['comma', 'semicolon', 'tab'])
export type CsvDelimiter = z.infer<typeof csvDelimiterSchema>

/** What is written to a file, and how. */
export const exportRequestSchema = z.strictObject({
  query: itemQuerySchema,
  /** Only the rows with these keys, in their order; null for all of the query. */
  keys: z.array(itemKeySchema).min(1).max(100_000).nullable(),
  /** Rows of the query that are left out. */
  except: z.array(itemKeySchema).max(100_000),
  /** In the order of the file; `title` is the head of a CSV's column. */
  columns: z
    .array(z.strictObject({ field: fieldIdSchema, title: text(600) }))
    .min(1)
    .max(5_000),
  format: exportFormatSchema,
  delimiter: csvDelimiterSchema,
  /** Text that a spreadsheet would run as a formula gets an apostrophe before it; of a CSV only. */
  isFormulaSafe: z.boolean(),
  /** The mark by which a spreadsheet sees that a CSV is UTF-8. */
  hasBom: z.boolean(),
  /** The provider's own records and what waits to be sent; of JSON only. */
  hasRecords: z.boolean(),
  /** What the file is to be called, without what stands behind its last period. */
  name: text(150),
})
export type ExportRequest = z.infer<typeof exportRequestSchema>

/** A file that is written, or was; one after the other. */
export const exportRunSchema = z.strictObject({
  id: z.uuid(),
  fileName: z.string().max(1_000),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  /** Rows that are in the file. */
  rows: z.int(),
  /** Rows of the list; null until it is put together. */
  total: z.int().nullable(),
  /** Set where it failed; the log has more under the reference. */
  problem: z.strictObject({ error: appErrorSchema, reference: text(40) }).nullable(),
})
export type ExportRun = z.infer<typeof exportRunSchema>
