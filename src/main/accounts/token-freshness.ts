import type { TokenSet } from '../oauth/token-set.ts'

/** Refreshed this long before the end, or a fifth of the lifetime when that is shorter. */
const largestMarginMs = 5 * 60_000
const marginShare = 0.2
/** Whatever the wall clock does, a token that is younger than this (or than its margin) is not replaced. */
export const shortestAgeMs = 60_000

const marginOf = (lifetimeMs: number): number => Math.min(largestMarginMs, lifetimeMs * marginShare)

/** A clock before the moment of the grant has been set back: then nothing is known and it is refreshed. */
export function isFresh({ obtainedAtMs, expiresAtMs }: TokenSet, nowMs: number): boolean {
  if (expiresAtMs === null) return true
  return nowMs >= obtainedAtMs && nowMs < expiresAtMs - marginOf(expiresAtMs - obtainedAtMs)
}

/** Received so lately, by a clock that counts evenly, that only a jump of the wall clock can have made it old. */
export function isNew({ obtainedAtMs, expiresAtMs }: TokenSet, ageMs: number): boolean {
  const lifetimeMs = expiresAtMs === null ? Infinity : expiresAtMs - obtainedAtMs
  return ageMs < Math.min(shortestAgeMs, lifetimeMs - marginOf(lifetimeMs))
}

/** Past the time for a refresh, but not past its end. */
export function isStillGood({ obtainedAtMs, expiresAtMs }: TokenSet, nowMs: number): boolean {
  return expiresAtMs !== null && nowMs < expiresAtMs && nowMs >= obtainedAtMs
}
