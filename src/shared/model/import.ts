import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { text } from '../text.ts'
import { accountIdSchema } from './account.ts'
import { contactFieldNameSchema } from './contact.ts'

/** Why a row of the file is not imported. */
export const importReasons = [
  'empty-row',
  'too-many-cells',
  'missing-email',
  'invalid-email',
  'duplicate-email',
  'unknown-option',
  'invalid-number',
  'invalid-date',
  'invalid-flag',
  'too-long',
  'too-little',
  'missing-required',
  'existing',
  'being-deleted',
  'not-readable',
  'over-limit',
  'not-noted',
] as const
export const importReasonSchema = z.enum(importReasons)
export type ImportReason = z.infer<typeof importReasonSchema>

/** The field that each column fills, by the provider's name; null where a column is not imported. */
const mappingSchema = z.array(contactFieldNameSchema.nullable()).max(2_000)

/** How the columns of a file are taken, and what is done about contacts that are here already. */
export const importOptionsSchema = z.strictObject({
  mapping: mappingSchema,
  /** Of contacts with the same e-mail address. */
  existing: z.enum(['update', 'skip']),
  withoutEmail: z.enum(['create', 'skip']),
  /** Takes away the apostrophes that "Safe for spreadsheets" put before formulas. */
  isFormulaSafe: z.boolean(),
})
export type ImportOptions = z.infer<typeof importOptionsSchema>

const cell = z.string().max(2_000)

/** A file that was chosen, and what was found out about it. */
export const importFileSchema = z.strictObject({
  fileName: z.string().max(1_000),
  bytes: z.int(),
  accountId: accountIdSchema,
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  delimiter: z.string().max(5),
  headers: z.array(cell).max(2_000),
  /** The first rows, long values cut. */
  samples: z.array(z.array(cell).max(2_000)).max(5),
  /** What the columns seem to be, or how a file with the same ones was taken the last time. */
  options: importOptionsSchema,
  isRemembered: z.boolean(),
})
export type ImportFile = z.infer<typeof importFileSchema>

export const importCountsSchema = z.strictObject({
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
})
export type ImportCounts = z.infer<typeof importCountsSchema>

/** A row that is skipped: the line of the table that it is, the head being the first. */
export const importProblemSchema = z.strictObject({
  row: z.int(),
  reason: importReasonSchema,
  /** The column that it is about; null where it is about the whole row. */
  column: cell.nullable(),
  value: cell.nullable(),
})
export type ImportProblem = z.infer<typeof importProblemSchema>

/** The import that goes on, or was the last one. */
export const importStateSchema = z.strictObject({
  file: importFileSchema,
  phase: z.enum(['chosen', 'checking', 'checked', 'noting', 'noted', 'undone']),
  /** Part of the file that the check or the import has read, from 0 to 1. */
  done: z.number(),
  /** Of the check, then of what was noted. */
  counts: importCountsSchema,
  reasons: z.array(z.strictObject({ reason: importReasonSchema, count: z.int() })).max(50),
  /** The first of them. */
  problems: z.array(importProblemSchema).max(200),
  /** Why the check or the import ended before its end. */
  problem: z.strictObject({ error: appErrorSchema, reference: text(40) }).nullable(),
  /** Contacts that were created at the provider by it, by now. */
  sentCount: z.int(),
})
export type ImportState = z.infer<typeof importStateSchema>
