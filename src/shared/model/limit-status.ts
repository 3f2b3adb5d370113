import { z } from 'zod'
import { text } from '../text.ts'

/** How much of one of a provider's limits is used, for the screen. */
export const limitStatusSchema = z.strictObject({
  /** Tells apart several of one kind (a base's id); carries nothing secret. */
  name: text(200),
  kind: z.enum(['calls', 'searches', 'base']),
  used: z.int(),
  max: z.int(),
  intervalMs: z.int(),
  /** When calls go on, epoch ms, where they wait. */
  waitingUntilMs: z.int().nullable(),
  /** Calls that wait for their turn. */
  waiting: z.int(),
  /** Whether `max` is what the provider's documents say, or what its replies do. */
  source: z.enum(['published', 'header']),
})
export type LimitStatus = z.infer<typeof limitStatusSchema>

/** Calls of a longer time: what was counted on this computer, and whether the provider says that all are spent. */
export const quotaStatusSchema = z.strictObject({
  period: z.enum(['day', 'month']),
  used: z.int(),
  /** Assumed or told; null where nobody knows. */
  max: z.int().nullable(),
  /** Set while everything of the period is spent. */
  spentUntilMs: z.int().nullable(),
})
export type QuotaStatus = z.infer<typeof quotaStatusSchema>
