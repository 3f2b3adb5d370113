import { z } from 'zod'
import { text } from '../text.ts'
import { accountIdSchema } from './account.ts'
import { contactValuesSchema } from './contact.ts'

/** Which form a draft belongs to: the key of a contact, or `new`. */
export const draftIdSchema = text(1_000).min(1).brand<'DraftId'>()
export type DraftId = z.infer<typeof draftIdSchema>

/** What was typed into a contact's form and not saved. */
export const draftSchema = z.strictObject({
  id: draftIdSchema,
  accountId: accountIdSchema,
  /** Only the fields that were changed. */
  values: contactValuesSchema,
  /** What those fields held when the user began. */
  base: contactValuesSchema,
  atMs: z.int(),
})
export type Draft = z.infer<typeof draftSchema>
