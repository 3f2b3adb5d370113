import type { AppError } from '../../shared/errors.ts'
import type { ProviderCall } from '../providers/provider.ts'

type Repeated = Pick<ProviderCall, 'method' | 'isRead'>

const mostTries = 3
const mostRateLimitTries = 6
/** Longer waits are the user's to know about, not ours to sit out. HubSpot's usual window is ten seconds. */
const longestRateLimitWaitMs = 15_000
const firstWaitMs = 300

/** Locked, or the way to the provider fails for the moment (RFC 4918, RFC 9110). */
const passing: ReadonlySet<number> = new Set([423, 502, 503, 504])

/**
 * How long to wait before a call is sent again, in milliseconds, or null for not at all. Exponential with
 * jitter, so that streams that failed together do not come back together. Only GETs and calls that say that
 * they only read are sent again after a failure; writes only after a rate limit, which says that nothing was
 * done.
 */
export function waitBeforeRetry(
  call: Repeated,
  error: AppError,
  tries: number,
  random: () => number = Math.random,
): number | null {
  switch (error.kind) {
    case 'rate-limited':
      return tries < mostRateLimitTries && error.retryAfterMs <= longestRateLimitWaitMs
        ? Math.max(error.retryAfterMs, firstWaitMs) + random() * firstWaitMs
        : null
    case 'provider-down':
      return passing.has(error.status) ? backOff(call, tries, random) : null
    case 'offline':
      return backOff(call, tries, random)
    default:
      return null
  }
}

function backOff({ method, isRead }: Repeated, tries: number, random: () => number): number | null {
  if ((method !== 'GET' && isRead !== true) || tries >= mostTries) return null
  return firstWaitMs * 2 ** (tries - 1) * (0.5 + random())
}
