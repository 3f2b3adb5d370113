import { z } from 'zod'
import { text } from '../text.ts'
import { isFieldId, type BuiltInField, type FieldId } from './field-id.ts'

// What the store takes stands in a file without schemas, so that it starts without zod.
export {
  builtInFields,
  providerField,
  providerFieldName,
  type BuiltInField,
  type FieldId,
} from './field-id.ts'

export const fieldIdSchema = z.custom<FieldId>(isFieldId, { error: 'not a field' })

/**
 * How values of a field compare and read: `date` is a day (`2026-11-28`), `time` a moment (epoch ms), `choice` one
 * of the options' values and `choices` several of them.
 */
export const fieldKindSchema = z.enum([
  'text',
  'number',
  'date',
  'time',
  'choice',
  'choices',
  'flag',
  'email',
  'phone',
  'address',
])
export type FieldKind = z.infer<typeof fieldKindSchema>

/** Of the fields that every item has. */
export const builtInKinds: { readonly [Id in BuiltInField]: FieldKind } = {
  name: 'text',
  type: 'choice',
  source: 'choice',
  email: 'email',
  organisation: 'text',
  phone: 'phone',
  created: 'time',
  modified: 'time',
  place: 'text',
}

/** A field that a list can show, sort by and filter by. */
export const listFieldSchema = z.strictObject({
  id: fieldIdSchema,
  /** As the provider calls it; empty for a field of our own, which the screens name. */
  label: text(500),
  group: text(200).nullable(),
  kind: fieldKindSchema,
  /** Set for a number that counts nothing, such as an id: written as a quantity it could not be looked for any more. */
  isIdentifier: z.literal(true).optional(),
  /** In the provider's order; empty where it tells none. */
  options: z.array(z.strictObject({ value: text(500), label: text(500) })).max(1_000),
  /** Offered before the others. */
  isMain: z.boolean(),
  /** The name under which a contact's form writes it; null where it cannot be edited in place. */
  editsAs: text(300).nullable(),
})
export type ListField = z.infer<typeof listFieldSchema>

/** A value in a line of the list, by the field's kind; null where the record has none. Long texts are cut. */
export const cellSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()).max(100),
  z.null(),
])
export type Cell = z.infer<typeof cellSchema>
