import type { z } from 'zod'

/**
 * A field that may be anything: what is odd becomes undefined. One field must not lose a whole record, and an
 * error reply must not be able to cause another error.
 */
export const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)
