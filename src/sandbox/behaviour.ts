import { z } from 'zod'

/** Switches of a service that may be turned while it runs. */
export type Behaviour<Values> = {
  read: () => Values
  /** Turns some of them; the others stay. Returns a sentence instead when a name or a value does not fit. */
  set: (changes: unknown) => string | undefined
  /** As it was at the start. */
  reset: () => void
}

/** Every field of the schema needs a default; `initial` is what this start asks for instead. */
export function createBehaviour<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  initial: Partial<z.output<z.ZodObject<Shape>>> = {},
): Behaviour<z.output<z.ZodObject<Shape>>> {
  const strict = schema.strict()
  const start = strict.parse(initial)
  let values = start
  return {
    read: () => values,
    set: (changes) => {
      if (typeof changes !== 'object' || changes === null) return 'Switches are given as an object.'
      const parsed = strict.safeParse({ ...values, ...changes })
      if (!parsed.success) return z.prettifyError(parsed.error).replace(/\n\s*/g, ' ')
      values = parsed.data
      return undefined
    },
    reset: () => {
      values = start
    },
  }
}
