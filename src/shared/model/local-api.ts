import { z } from 'zod'

/** Where the local API listens unless the user says another port. Outside Linux's range for outgoing connections. */
export const defaultLocalApiPort = 17_853

/** Ports that need no special right. */
export const localApiPortSchema = z.int().min(1_024).max(65_535)

/** A sign-in in the browser listens at these (the providers' usual redirect addresses); the API would be in its way. */
export const signInPorts: readonly number[] = [17_823, 17_833, 17_843]

/** Where somebody may want it to listen. */
export const chosenLocalApiPortSchema = localApiPortSchema.refine((port) => !signInPorts.includes(port), {
  error: 'a port of the sign-in',
})

/** How the local API stands. Its token is not in it: nothing but the clipboard ever gets that. */
export const localApiStatusSchema = z.strictObject({
  isOn: z.boolean(),
  port: localApiPortSchema,
  /** `no-token`: switched on, and listening as soon as there is one. `port-taken`: another program has the port. */
  state: z.enum(['off', 'no-token', 'listening', 'port-taken']),
  /** When the token was made that holds now, epoch milliseconds; null where there is none. */
  madeAtMs: z.int().nullable(),
})
export type LocalApiStatus = z.infer<typeof localApiStatusSchema>
