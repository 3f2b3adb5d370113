import type { z } from 'zod'
import type { AppError } from '../../../../shared/errors.ts'
import { err, type Result } from '../../../../shared/result.ts'

/** What an expired offset is, too: the engine begins the lane anew. */
export const lostPlace: Result<never, AppError> = err({ kind: 'rejected', message: '', fields: [] })

/** A cursor that this code wrote; undefined for any other. */
export function readCursor<Schema extends z.ZodType>(
  schema: Schema,
  cursor: string,
): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(cursor)).data
  } catch {
    // Not JSON: then it is none of ours.
    return undefined
  }
}
