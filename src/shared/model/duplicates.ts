import { z } from 'zod'
import { text } from '../text.ts'
import { duplicateReasons } from './duplicate-reason.ts'
import { itemRowSchema } from './item.ts'
import { fieldIdSchema } from './list-field.ts'

const reasonsSchema = z.array(z.enum(duplicateReasons)).min(1).max(duplicateReasons.length)

export const duplicateMemberSchema = z.strictObject({
  row: itemRowSchema,
  /** What it shares with another one of the group. */
  reasons: reasonsSchema,
})
export type DuplicateMember = z.infer<typeof duplicateMemberSchema>

export const duplicateGroupSchema = z.strictObject({
  /** Another one as soon as somebody comes to the group or leaves it, or anything that was compared changes. */
  state: text(100),
  /** Of all members; those beside it are the first ones. */
  count: z.int().min(2),
  reasons: reasonsSchema,
  members: z.array(duplicateMemberSchema),
})
export type DuplicateGroup = z.infer<typeof duplicateGroupSchema>

export const duplicatesSchema = z.strictObject({
  groups: z.array(duplicateGroupSchema),
  /** Of all groups, and of the contacts in them; null until all contacts were looked at once. */
  total: z.int().nonnegative().nullable(),
  contacts: z.int().nonnegative().nullable(),
  /** The fields by which members are shown beside each other. */
  columns: z.array(fieldIdSchema).max(60),
  /** Those of them by whose values contacts are compared: the first ones. */
  compared: z.array(fieldIdSchema).max(60),
  /** They are being looked for, for the first time or anew. Asking again goes on with it. */
  progress: z.strictObject({ done: z.int(), of: z.int() }).nullable(),
})
export type Duplicates = z.infer<typeof duplicatesSchema>

/** So many contacts at most are told apart at once: nobody looks at more of them. */
export const MOST_TOLD_APART = 500

export const toldApartSchema = z.strictObject({
  id: text(60),
  atMs: z.int(),
  count: z.int().positive(),
  /** Of its first members, those that are still here. */
  rows: z.array(itemRowSchema),
})
export type ToldApart = z.infer<typeof toldApartSchema>
