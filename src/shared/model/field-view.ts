import { z } from 'zod'
import { text } from '../text.ts'

/** A value of a record as a person reads it: labels instead of internal names, names instead of ids. */
export const fieldViewSchema = z.strictObject({
  /** The provider's own name of the field. */
  name: text(300),
  label: text(500),
  group: text(200).nullable(),
  /** Empty where the record has no value. */
  value: text(100_000),
  kind: z.enum([
    'text',
    'long-text',
    'number',
    'date',
    'time',
    'flag',
    'email',
    'phone',
    'address',
    'list',
    'raw',
  ]),
})
export type FieldView = z.infer<typeof fieldViewSchema>
