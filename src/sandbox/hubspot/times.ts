import type { Random } from '../random.ts'

export const DAY_MS = 86_400_000
/** Made-up records were created and changed up to this day, whatever day it is now: same seed, same records. */
export const MADE_UP_UNTIL_MS = Date.UTC(2026, 10, 1)
const MADE_UP_FROM_MS = Date.UTC(2022, 2, 14)

/** When a record was created and last changed, in ms since 1970. */
export type Times = { createdAtMs: number; updatedAtMs: number }

/** The times of a made-up record; every fifth time or so falls on a whole second. */
export function makeTimes(random: Random): Times {
  const createdAtMs =
    MADE_UP_FROM_MS + Math.floor(random() * (MADE_UP_UNTIL_MS - MADE_UP_FROM_MS - 30 * DAY_MS))
  // Squared, so that most records were touched lately, as in an account that is in use.
  const age = random() ** 2 * (MADE_UP_UNTIL_MS - createdAtMs)
  return {
    createdAtMs: roughen(random, createdAtMs),
    updatedAtMs: Math.max(createdAtMs, roughen(random, MADE_UP_UNTIL_MS - Math.floor(age) - 1)),
  }
}

function roughen(random: Random, ms: number): number {
  return random() < 0.2 ? ms - (ms % 1000) : ms
}
