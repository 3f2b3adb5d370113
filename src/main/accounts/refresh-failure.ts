import type { AppError } from '../../shared/errors.ts'
import type { TokenRequestFailure } from '../oauth/token-endpoint.ts'

const shortestRestMs = 30_000
const longestRestMs = 10 * 60_000

/** After so many failures in a row nobody asks again for this long: a broken grant must not become a storm. */
export const restAfter = (failures: number): number =>
  Math.min(longestRestMs, shortestRestMs * 2 ** Math.max(0, failures - 1))

/** The same for a failure that is known, by what it is. */
export function restAfterFailure(failure: TokenRequestFailure, failures: number): number {
  // The user is mending the settings: what helps should show soon.
  if (failure.kind === 'refused' && failure.failure.class === 'client') return shortestRestMs
  const { error } = failure
  const asked = error.kind === 'rate-limited' ? Math.min(error.retryAfterMs, longestRestMs) : 0
  return Math.max(asked, restAfter(failures))
}

/**
 * Whether anything left this computer. What stops a refresh before (no client, a locked vault) needs no
 * rest, and would outlast what the user did about it.
 */
export const mayHaveBeenSent = (failure: TokenRequestFailure): boolean =>
  failure.kind !== 'not-asked' || ['offline', 'timed-out', 'unexpected-response'].includes(failure.error.kind)

/** Whether the provider may have given new tokens without our hearing of them. */
export function isOutcomeUnknown(failure: TokenRequestFailure): boolean {
  if (failure.kind !== 'refused') return mayHaveBeenSent(failure)
  return failure.failure.class === 'transient' && failure.error.kind !== 'rate-limited'
}

/** The grant is over for good. */
export const isRevoked = (failure: TokenRequestFailure): boolean =>
  failure.kind === 'refused' && failure.failure.class === 'revoked'

/** Somebody else refreshed the same grant a moment ago. */
export const isRaced = (failure: TokenRequestFailure): boolean =>
  failure.kind === 'refused' && failure.failure.class === 'raced'

/** In the app's words, with an empty provider id: this module knows no provider, its caller adds it. */
export function errorOf(failure: TokenRequestFailure): AppError {
  // The grant may be fine and the client settings wrong: it is kept.
  return failure.kind === 'refused' && failure.failure.class === 'client'
    ? { kind: 'client-rejected', providerId: '' }
    : failure.error
}
