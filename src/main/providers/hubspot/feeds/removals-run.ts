import type { AppError } from '../../../../shared/errors.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import { stepOf, type FeedStep, type StepRequest } from '../../feeds.ts'
import { listTimes } from './list-records.ts'
import { keyOf, type Reading } from './reading.ts'

/**
 * What lies in the recycle bin is gone: a list of its own, which nothing narrows down. Merged records are not in
 * it, nor those that were deleted for good.
 */
export async function stepOfArchived(
  reading: Reading,
  { places, lane }: StepRequest,
): Promise<Result<FeedStep, AppError>> {
  const page = await listTimes(reading, { after: places()[lane]?.cursor ?? null, isArchived: true })
  if (!page.ok) return page
  const { rows, next } = page.value
  return ok(stepOf({ gone: rows.map(({ id }) => keyOf(reading, id)), next }))
}
