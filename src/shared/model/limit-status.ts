import { z } from 'zod'
import { text } from '../text.ts'

/** What a provider counts: ordinary calls, searches, or the calls to one base. */
export const limitKindSchema = z.enum(['calls', 'searches', 'base'])
export type LimitKind = z.infer<typeof limitKindSchema>

/** For how long calls that were used up are gone. */
export const quotaPeriodSchema = z.enum(['day', 'month'])
export type QuotaPeriod = z.infer<typeof quotaPeriodSchema>

/** One limit of an account as it stands now: `used` of `max` calls in the last `intervalMs`. */
export const limitStatusSchema = z.strictObject({
  /** Tells the limits of an account apart, for example by the id of a base. Nothing secret. */
  name: text(100),
  kind: limitKindSchema,
  used: z.int().nonnegative(),
  max: z.int().positive(),
  intervalMs: z.int().positive(),
  /** The provider asked to wait until then (epoch ms, this computer's clock); null when it did not. */
  waitingUntilMs: z.int().nullable(),
  /** Calls that wait for their turn. */
  waiting: z.int().nonnegative(),
  /** Whether the number is what the provider publishes, or what its replies say. */
  source: z.enum(['published', 'header']),
})
export type LimitStatus = z.infer<typeof limitStatusSchema>

/** Calls of a day or a month that are used up. `untilMs` is null where nobody says when they come back. */
export const spentQuotaSchema = z.strictObject({
  period: quotaPeriodSchema,
  untilMs: z.int().nullable(),
})
export type SpentQuota = z.infer<typeof spentQuotaSchema>

/** The same as it is acted upon: where nobody says when they come back, one is sent at `untilMs` to see. */
export interface SpentUntil {
  readonly period: QuotaPeriod
  readonly untilMs: number
}

/** Calls of a day or a month as they were counted on this computer. */
export const quotaStatusSchema = z.strictObject({
  period: quotaPeriodSchema,
  used: z.int().nonnegative(),
  /** Assumed or told; null where nobody knows. */
  max: z.int().positive().nullable(),
  /** Set while the provider says that all are used up. */
  spentUntilMs: z.int().nullable(),
})
export type QuotaStatus = z.infer<typeof quotaStatusSchema>
