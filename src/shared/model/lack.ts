import { z } from 'zod'
import { text } from '../text.ts'

/** What of a stream is not here although no run failed. */
export const lackSchema = z.discriminatedUnion('kind', [
  /** The connection may not read a part of it. */
  z.strictObject({
    kind: z.literal('permission'),
    part: z.enum(['properties', 'owners', 'pipelines', 'links']),
    scopes: z.array(text(200)).max(20),
  }),
  /** The provider tells of so many more records than it gave when it was asked twice. */
  z.strictObject({ kind: z.literal('not-given'), count: z.int().positive() }),
  /** Of so many, so many were named without what is in them. */
  z.strictObject({
    kind: z.literal('without-contents'),
    count: z.int().positive(),
    of: z.int().positive(),
  }),
])
export type Lack = z.infer<typeof lackSchema>
