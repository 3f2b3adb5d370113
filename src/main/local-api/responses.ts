import { z } from 'zod'
import { providerIdSchema } from '../../shared/model/provider.ts'
import { failureSchema } from './answer-failure.ts'

/** What every route has that takes a form, as the predecessors' did. */
export const formRoute = {
  params: z.object({ provider: providerIdSchema }),
  consumes: ['multipart/form-data', 'application/x-www-form-urlencoded'],
}

/**
 * What a route answers, for its description and as a filter of what goes out. Typed loosely: a stream is sent in place of
 * the array that it writes.
 */
export function responses(
  answers: Readonly<Record<number, z.ZodType>>,
): Readonly<Record<number | string, z.ZodType>> {
  return { ...answers, default: failureSchema.describe('What was not done, and why') }
}
