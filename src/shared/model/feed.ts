import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { text } from '../text.ts'
import { accountIdSchema } from './account.ts'

/**
 * The name of a feed, a part of an account that is loaded as one: HubSpot's contacts, Notion's search, the
 * records of one Airtable table. Opaque outside the provider's folder, unique within the account.
 */
export const feedNameSchema = text(200).min(1).brand<'FeedName'>()
export type FeedName = z.infer<typeof feedNameSchema>

/**
 * What a run over a feed does: `full` reads everything, `changes` what changed since the last run, `removals`
 * looks for what is gone, `sweep` compares everything that is here with everything that is there.
 */
export const runModeSchema = z.enum(['full', 'changes', 'removals', 'sweep'])
export type RunMode = z.infer<typeof runModeSchema>

/** A run that is over, as the sync centre tells it. */
export const runReportSchema = z.strictObject({
  accountId: accountIdSchema,
  feed: feedNameSchema,
  mode: runModeSchema,
  startedAtMs: z.int(),
  endedAtMs: z.int(),
  /** `capped`: stopped at the number of rows that the user set. */
  outcome: z.enum(['done', 'capped', 'failed', 'cancelled']),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  /** Calls to the provider that this run made. */
  calls: z.int(),
  error: appErrorSchema.nullable(),
  /** The log reference of `error`. */
  reference: text(40).nullable(),
})
export type RunReport = z.infer<typeof runReportSchema>
