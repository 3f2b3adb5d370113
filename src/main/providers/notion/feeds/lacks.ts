import { z } from 'zod'
import type { AppError } from '../../../../shared/errors.ts'
import type { Lack } from '../../../../shared/model/lack.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import type { StoredRows } from '../../feeds.ts'

/** Of the objects that the last full run found, those that came without their contents. */
export const foundFact = 'found'
export const partialFact = 'partial'

const count = z.int().positive()

/** What the last full run noted as missing. Fails as the store does. */
export async function lacksOf(local: Pick<StoredRows, 'fact'>): Promise<Result<readonly Lack[], AppError>> {
  const [found, partial] = await Promise.all([local.fact(foundFact), local.fact(partialFact)])
  if (!found.ok) return found
  if (!partial.ok) return partial
  const lack = { of: count.safeParse(found.value).data, count: count.safeParse(partial.value).data }
  if (lack.of === undefined || lack.count === undefined) return ok([])
  return ok([{ kind: 'without-contents', of: lack.of, count: lack.count }])
}
