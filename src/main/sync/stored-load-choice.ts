import { z } from 'zod'
import { feedNameSchema } from '../../shared/model/feed.ts'
import { loadChoiceSchema } from '../../shared/model/load-choice.ts'

/** What the user wants of an account, and what follows from the last change of it that is not done yet. */
export const storedLoadChoiceSchema = z.strictObject({
  choice: loadChoiceSchema,
  /** Feeds that are to be read in full: they were read under another choice. */
  renew: z.array(feedNameSchema).max(10_000).default([]),
})
export type StoredLoadChoice = z.infer<typeof storedLoadChoiceSchema>
