import type { z } from 'zod'

/** A lane's place out of its cursor. One that another version of the app wrote reads as the beginning: null. */
export function readCursor<Schema extends z.ZodType>(
  schema: Schema,
  cursor: string | null,
): z.output<Schema> | null {
  if (cursor === null) return null
  try {
    const parsed = schema.safeParse(JSON.parse(cursor))
    return parsed.success ? parsed.data : null
  } catch {
    // Not JSON, so not ours.
    return null
  }
}
