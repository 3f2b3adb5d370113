import { z } from 'zod'

/**
 * A string from outside, bounded and well-formed. Lone surrogates are refused: they survive UTF-16 but not
 * UTF-8, so such a string would come back changed from the store or the provider.
 */
export const text = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((value) => value.isWellFormed(), { message: 'lone surrogate' })

/** The beginning of a text, at most so many UTF-16 units of it, without halves of characters. */
export const wellFormedStart = (value: string, maxLength: number): string =>
  value.slice(0, maxLength).toWellFormed()
