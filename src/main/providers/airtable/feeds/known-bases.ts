import { z } from 'zod'
import type { AppError } from '../../../../shared/errors.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import type { StoredRows } from '../../feeds.ts'

const knownBasesSchema = z.array(z.strictObject({ id: z.string(), name: z.string() }))
export type KnownBases = z.infer<typeof knownBasesSchema>

/** All bases of the last complete list, those among them that the user left out and that have no rows therefore. */
export const knownBasesFact = 'bases'

export async function knownBases(local: Pick<StoredRows, 'fact'>): Promise<Result<KnownBases, AppError>> {
  const fact = await local.fact(knownBasesFact)
  if (!fact.ok) return fact
  const parsed = knownBasesSchema.safeParse(fact.value)
  return ok(parsed.success ? parsed.data : [])
}
