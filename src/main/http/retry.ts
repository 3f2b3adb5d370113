import type { AppError } from '../../shared/errors.ts'
import type { ProviderCall } from '../providers/provider.ts'
import { patienceMs } from './patience.ts'
import type { Priority } from './rate-bucket.ts'

type Repeated = Pick<ProviderCall, 'method' | 'isRead'>

/** Why a call brought nothing. */
export interface FailedCall {
  readonly error: AppError
  /** Null where nobody answered. */
  readonly status: number | null
  /** What a `Retry-After` header asks for. */
  readonly askedMs: number | null
}

const mostTries: Readonly<Record<Priority, number>> = { user: 3, background: 6 }
const mostRateLimitTries: Readonly<Record<Priority, number>> = { user: 6, background: 10 }
const firstWaitMs = 600
const longestWaitMs = 30_000

/**
 * Locked, or the way to the provider fails for the moment (RFC 4918, RFC 9110); 521 to 524 are said by the
 * network in front of it (HubSpot's error handling).
 */
const passing: ReadonlySet<number> = new Set([423, 502, 503, 504, 521, 522, 523, 524])
/** HubSpot asks for a pause of two seconds at least when records are locked (error handling). */
const lockedMs = 2_000

/**
 * How long to wait before a call is sent again, in milliseconds, or null for not at all; 0 after a rate limit,
 * which the limiter holds. Exponential with full jitter, so that streams that failed together do not come back
 * together. Only GETs and calls that say that they only read are sent again after a failure; writes only after
 * a 429, which says that nothing was done.
 */
export function waitBeforeRetry(
  call: Repeated,
  { error, status, askedMs }: FailedCall,
  tries: number,
  priority: Priority,
  random: () => number,
): number | null {
  const isRead = call.method === 'GET' || call.isRead === true
  switch (error.kind) {
    case 'rate-limited':
      if (!isRead && status !== 429) return null
      return tries < mostRateLimitTries[priority] && error.retryAfterMs <= patienceMs[priority] ? 0 : null
    case 'provider-down': {
      const isPassing = passing.has(error.status) || (error.status === 500 && tries === 1)
      const leastMs = Math.max(askedMs ?? 0, error.status === 423 ? lockedMs : 0)
      if (!isRead || !isPassing || tries >= mostTries[priority] || leastMs > patienceMs[priority]) return null
      return leastMs + backOff(tries, random)
    }
    case 'offline':
      return isRead && tries < mostTries[priority] ? backOff(tries, random) : null
    default:
      return null
  }
}

function backOff(tries: number, random: () => number): number {
  return random() * Math.min(longestWaitMs, firstWaitMs * 2 ** (tries - 1))
}
