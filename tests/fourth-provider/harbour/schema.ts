import { z } from 'zod'

const shortText = z.string().max(200)

export const meSchema = z.object({ id: shortText.min(1), name: shortText.min(1) })

/** A record as Harbour sends it; only the id is insisted on. */
export const recordSchema = z.looseObject({
  id: shortText.min(1),
  name: shortText.nullish(),
  phone: shortText.nullish(),
  changedAtMs: z.int().nullish(),
})
export type HarbourRecord = z.infer<typeof recordSchema>

export const pageSchema = z.object({ items: z.array(recordSchema), next: z.string().min(1).nullable() })
