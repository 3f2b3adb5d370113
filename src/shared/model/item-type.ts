import { z } from 'zod'

/** The kinds of item, one vocabulary over all providers; the screens translate them. */
export const itemTypeSchema = z.enum(['contact', 'company', 'deal'])
export type ItemType = z.infer<typeof itemTypeSchema>
