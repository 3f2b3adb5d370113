import { z } from 'zod'

/**
 * Whether the computer starts the app at login. `unavailable`: it runs from its sources. `needs-approval`: macOS waits for the
 * user's word, in its own settings.
 */
export const loginStartSchema = z.strictObject({
  state: z.enum(['on', 'off', 'needs-approval', 'unavailable']),
})
export type LoginStart = z.infer<typeof loginStartSchema>
