import type { z } from 'zod'
import { failureSchema } from './answer-failure.ts'

/**
 * What a route answers, for its description and as a filter of what goes out. Typed loosely: a stream is sent in place of
 * the array that it writes.
 */
export function responses(
  answers: Readonly<Record<number, z.ZodType>>,
): Readonly<Record<number | string, z.ZodType>> {
  return { ...answers, default: failureSchema.describe('What was not done, and why') }
}
