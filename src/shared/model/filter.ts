import { z } from 'zod'
import { text } from '../text.ts'
import { fieldIdSchema } from './list-field.ts'

/**
 * How a value is tested. What stands in `values`, by test:
 * - none: `empty`, `filled`, `yes`, `no`, `invalid`
 * - one text, letters of any case and accent alike: `contains`, `lacks`, `is`, `is-not`, `starts`, `ends`
 * - one number, or for a `date` or `time` one day (`2026-11-28`, the whole day, of this computer's time zone):
 *   `equals`, `less`, `at-most`, `more`, `at-least`; two, ends included: `between`
 * - options' values: `any-of`, `none-of`
 * - a whole number and `day`, `week` or `month`: `in-last`, `not-in-last`, `in-next`
 * - `day`, `week`, `month` or `year`, the present one: `this`
 *
 * `lacks`, `is-not`, `none-of` and `not-in-last` hold where there is no value, too. The last 7 days are today and the
 * seven before, the next 7 today and the seven after; a week begins on Monday. A condition without the values that its
 * test needs is passed over. `invalid` holds where a value is there and cannot be an address, or a number to call.
 */
export const filterTestSchema = z.enum([
  'empty',
  'filled',
  'yes',
  'no',
  'contains',
  'lacks',
  'is',
  'is-not',
  'starts',
  'ends',
  'equals',
  'less',
  'at-most',
  'more',
  'at-least',
  'between',
  'any-of',
  'none-of',
  'in-last',
  'not-in-last',
  'in-next',
  'this',
  'invalid',
])
export type FilterTest = z.infer<typeof filterTestSchema>

export const filterConditionSchema = z.strictObject({
  field: fieldIdSchema,
  test: filterTestSchema,
  values: z.array(text(500)).max(100),
})
export type FilterCondition = z.infer<typeof filterConditionSchema>

const match = z.enum(['all', 'any'])

/** A group of conditions within a filter. There are no groups in groups. */
export const filterGroupSchema = z.strictObject({
  match,
  conditions: z.array(filterConditionSchema).min(1).max(50),
})
export type FilterGroup = z.infer<typeof filterGroupSchema>

export const itemFilterSchema = z.strictObject({
  match,
  parts: z
    .array(z.union([filterConditionSchema, filterGroupSchema]))
    .min(1)
    .max(50),
})
export type ItemFilter = z.infer<typeof itemFilterSchema>
