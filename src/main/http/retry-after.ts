import { httpDateMs } from './http-date.ts'

/** HubSpot's longest documented wait, that of an account in migration (usage guidelines). */
const longestMs = 24 * 60 * 60 * 1_000

/**
 * How long a `Retry-After` header asks to wait, in milliseconds from now: seconds or an HTTP date
 * (RFC 9110, 10.2.3). A time in the past is 0, an absurd one is cut to a day, anything else is null. `nowMs` is
 * the sender's time, where that is known: its date is of its clock.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  const value = header?.trim() ?? ''
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1_000, longestMs)
  const atMs = httpDateMs(value)
  return atMs === null ? null : Math.min(Math.max(atMs - nowMs, 0), longestMs)
}
