import { z } from 'zod'

/** `erase` deletes for good, with everything that the provider keeps of the person. */
export const changeKindSchema = z.enum(['create', 'update', 'delete', 'erase', 'merge'])
export type ChangeKind = z.infer<typeof changeKindSchema>

/** What the list shows of a change that lies over a row. */
export const pendingMarkSchema = z.strictObject({
  kind: changeKindSchema,
  /** `needs-you` outweighs `waiting`. */
  state: z.enum(['waiting', 'needs-you']),
})
export type PendingMark = z.infer<typeof pendingMarkSchema>
