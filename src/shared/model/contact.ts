import { z } from 'zod'
import { text } from '../text.ts'

/** The fields of the contact form; an empty string means "not set". */
export const contactFieldsSchema = z.strictObject({
  email: text(320),
  firstName: text(200),
  lastName: text(200),
  phone: text(100),
  company: text(300),
})
export type ContactFields = z.infer<typeof contactFieldsSchema>
export type ContactFieldName = keyof ContactFields

/** A contact as the provider holds it now, with its raw JSON. */
export const contactRecordSchema = z.strictObject({
  externalId: text(200),
  fields: contactFieldsSchema,
  modifiedAtMs: z.int().nullable(),
  record: z.json(),
})
export type ContactRecord = z.infer<typeof contactRecordSchema>
