import type { Priority } from './rate-bucket.ts'

/**
 * How long a call waits because the provider asks for it, in milliseconds. Longer waits are for people to know
 * about, not to sit out: a user sees an answer, and a load ends with the time at which it may go on.
 */
export const patienceMs: Readonly<Record<Priority, number>> = { user: 15_000, background: 120_000 }
