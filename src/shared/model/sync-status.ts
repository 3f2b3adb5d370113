import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { text } from '../text.ts'
import { accountIdSchema } from './account.ts'
import { feedNameSchema, runModeSchema } from './feed.ts'
import { itemTypeSchema } from './item-type.ts'
import { lackSchema } from './lack.ts'
import { limitStatusSchema, quotaStatusSchema } from './limit-status.ts'

/**
 * One type of one feed. A feed with several types (Notion's search) has an entry for each, with one state.
 * `total` is null where the provider does not tell: it is never invented.
 */
export const streamStatusSchema = z.strictObject({
  feed: feedNameSchema,
  type: itemTypeSchema,
  /** What people call the feed where the type does not say it (a table's name). */
  label: text(300).nullable(),
  /** `left-out`: the user does not want it. `capped`: stopped at the number that the user set. */
  state: z.enum([
    'never-loaded',
    'left-out',
    'waiting',
    'loading',
    'done',
    'capped',
    'failed',
    'cancelled',
    'interrupted',
  ]),
  /** What the run that goes on, or the last one, does. */
  mode: runModeSchema.nullable(),
  /** Rows received in this run so far; otherwise the rows of the type in the store. */
  loaded: z.int(),
  total: z.int().nullable(),
  /** The user's cap for the type. */
  cap: z.int().nullable(),
  error: appErrorSchema.nullable(),
  /** What is not here although nothing failed. */
  lacks: z.array(lackSchema).max(20),
  /** The log reference of `error`. */
  reference: text(40).nullable(),
  /** When everything was last read to its end, whatever became of later runs; null if it never was. */
  finishedAtMs: z.int().nullable(),
  /** When changes were last looked for to the end. */
  checkedAtMs: z.int().nullable(),
  /** When everything here was last compared with everything there. */
  sweptAtMs: z.int().nullable(),
  /** When it is looked at next by itself; null while nothing is planned. */
  nextAtMs: z.int().nullable(),
})
export type StreamStatus = z.infer<typeof streamStatusSchema>

export const syncStatusSchema = z.strictObject({
  accountId: accountIdSchema,
  isRunning: z.boolean(),
  isPaused: z.boolean(),
  /** Learned from the last request, never from the operating system's opinion on the network. */
  reachability: z.enum(['unknown', 'online', 'offline']),
  streams: z.array(streamStatusSchema),
  limits: z.array(limitStatusSchema),
  quotas: z.array(quotaStatusSchema),
})
export type SyncStatus = z.infer<typeof syncStatusSchema>
