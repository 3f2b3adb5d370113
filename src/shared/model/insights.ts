import { z } from 'zod'
import { text } from '../text.ts'
import { accountIdSchema } from './account.ts'
import { itemFilterSchema } from './filter.ts'
import { itemTypeSchema } from './item-type.ts'

/** What was created in which time is counted: by day, by week, by week, by month. */
export const insightPeriods = ['days-30', 'days-90', 'months-12', 'years-5'] as const
export const insightPeriodSchema = z.enum(insightPeriods)
export type InsightPeriod = z.infer<typeof insightPeriodSchema>

/** The list that a number stands for: it has as many rows. */
const insightListSchema = z.strictObject({
  type: itemTypeSchema.nullable(),
  accountId: accountIdSchema.nullable(),
  filter: itemFilterSchema.nullable(),
})
export type InsightList = z.infer<typeof insightListSchema>

const countedSchema = z.strictObject({ count: z.int().nonnegative(), list: insightListSchema })

/** Amounts in different currencies are never added up. Null where nobody says which currency it is. */
const moneySchema = z.strictObject({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  value: z.number(),
})
export type Money = z.infer<typeof moneySchema>

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)

export const qualityIssues = ['no-email', 'invalid-email', 'invalid-phone', 'no-owner', 'untouched'] as const
export type QualityIssue = (typeof qualityIssues)[number]

const numbersSchema = z.strictObject({
  contacts: countedSchema,
  /** Created within the last 30 days. */
  newContacts: countedSchema,
  /** Null where no account has deals whose fields say whether they are open. */
  openDeals: countedSchema
    .extend({
      values: z.array(moneySchema).max(200),
      /** So many of them have no amount. */
      unvalued: z.int().nonnegative(),
    })
    .nullable(),
  /** Deals that were created in the period, in the order of the stages; null as above. */
  stages: z
    .array(
      countedSchema.extend({
        /** Null for deals without a stage. */
        label: text(500).nullable(),
        values: z.array(moneySchema).max(200),
      }),
    )
    .max(1_001)
    .nullable(),
  /** Contacts that were created in the period, span by span in their order; both days are included. */
  created: z.array(countedSchema.extend({ from: day, to: day })).max(100),
  sources: z.array(countedSchema.extend({ accountId: accountIdSchema, type: itemTypeSchema })).max(10_000),
  /** Of contacts; those that nobody could say are missing. */
  quality: z.array(countedSchema.extend({ issue: z.enum(qualityIssues) })).max(qualityIssues.length),
})
export type InsightNumbers = z.infer<typeof numbersSchema>

export const insightsSchema = z.strictObject({
  /** Null until everything was counted once. */
  numbers: numbersSchema.nullable(),
  /** What is here was counted then; epoch ms. */
  asOfMs: z.int().nullable(),
  /** What is here was loaded then, that of the account which was loaded longest ago; null where nothing ever was. */
  loadedAtMs: z.int().nullable(),
  /** It is being counted, for the first time or anew: rows looked at, of how many. Asking again goes on with it. */
  progress: z.strictObject({ done: z.int(), of: z.int() }).nullable(),
})
export type Insights = z.infer<typeof insightsSchema>

/** Characters of a picture in Base64, and of a table: several times the largest that a screen makes. */
const mostCharacters = 6_000_000

/** A chart as a file. Numbers and names in it are the user's, so only the user says where it goes. */
export const chartFileSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('csv'), name: text(200), text: text(mostCharacters) }),
  z.strictObject({ kind: z.literal('png'), name: text(200), base64: z.base64().max(mostCharacters) }),
])
export type ChartFile = z.infer<typeof chartFileSchema>
