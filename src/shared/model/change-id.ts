import type { z } from 'zod'
import { text } from '../text.ts'

export const changeIdSchema = text(60).min(1).brand<'ChangeId'>()
/** Names an edit in the outbox. */
export type ChangeId = z.infer<typeof changeIdSchema>
