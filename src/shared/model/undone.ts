import { z } from 'zod'
import { text } from '../text.ts'
import { itemKeySchema } from './item.ts'
import { changeKindSchema } from './pending-mark.ts'

/** What was taken back or done again. */
export const undoneSchema = z.strictObject({
  kind: changeKindSchema,
  name: text(500),
  count: z.int(),
  /** Records that keep something that was set since, by the user or at the provider; the first of them. */
  changedSince: z.array(itemKeySchema).max(100),
  changedSinceCount: z.int(),
})
