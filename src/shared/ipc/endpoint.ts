import type { z } from 'zod'

/**
 * One operation that the renderer may ask for. All four are required, so that an endpoint without a
 * schema, a size cap or a deadline does not compile.
 */
export interface Endpoint<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input
  readonly output: Output
  /** The largest accepted input, in bytes of UTF-16 text and eight bytes a number or flag. */
  readonly maxInputBytes: number
  /** After this many milliseconds the caller gets `timed-out`; the work itself may go on. */
  readonly timeoutMs: number
}

export const endpoint = <Input extends z.ZodType, Output extends z.ZodType>(
  definition: Endpoint<Input, Output>,
): Endpoint<Input, Output> => definition
