import { z } from 'zod'

/**
 * An object of a reply as it came. For a page of records with hundreds of members each, a look at every member takes
 * zod four times as long as parsing the JSON; whoever reads a member looks at it then.
 */
export const jsonObject = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
)
