import { z } from 'zod'

// What the store takes stands in a file without schemas, so that it starts without zod.
export { wellFormedStart } from './well-formed-start.ts'

/**
 * A string from outside, bounded and well-formed. Lone surrogates are refused: they survive UTF-16 but not
 * UTF-8, so such a string would come back changed from the store or the provider.
 */
export const text = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((value) => value.isWellFormed(), { message: 'lone surrogate' })
