import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { text } from '../text.ts'
import { accountIdSchema } from './account.ts'
import { itemTypeSchema } from './item-type.ts'

/** One type within one load. `total` is null where the provider does not tell: it is never invented. */
export const streamStatusSchema = z.strictObject({
  type: itemTypeSchema,
  state: z.enum(['never-loaded', 'waiting', 'loading', 'done', 'failed', 'cancelled', 'interrupted']),
  /** Rows received in this run so far; once done, the rows of the type in the store. */
  loaded: z.int(),
  total: z.int().nullable(),
  error: appErrorSchema.nullable(),
  /** The log reference of `error`. */
  reference: text(40).nullable(),
  /** When the type was last loaded to its end, whatever became of later runs; null if it never was. */
  finishedAtMs: z.int().nullable(),
})
export type StreamStatus = z.infer<typeof streamStatusSchema>

export const syncStatusSchema = z.strictObject({
  accountId: accountIdSchema,
  isRunning: z.boolean(),
  /** Learned from the last request, never from the operating system's opinion on the network. */
  reachability: z.enum(['unknown', 'online', 'offline']),
  streams: z.array(streamStatusSchema),
})
export type SyncStatus = z.infer<typeof syncStatusSchema>
