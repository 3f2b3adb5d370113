import type { AccountId } from '../../shared/model/account.ts'
import type { Provider } from '../providers/provider.ts'
import { httpDateMs } from './http-date.ts'
import type { Refusal } from './limiter.ts'
import { patienceMs } from './patience.ts'
import type { ProviderClock } from './provider-clock.ts'
import { quotaEndMs } from './quota-end.ts'
import { describeReply, failedReply } from './read-reply.ts'
import type { FailedCall } from './retry.ts'
import { retryAfterMs } from './retry-after.ts'
import type { Reply } from './send-once.ts'
import type { SpentQuotas } from './spent-quotas.ts'

export interface ExplainedReply {
  readonly failed: FailedCall
  /** The provider asks everybody to wait. */
  readonly refusal: Refusal | null
}

export interface Explainer {
  readonly provider: Pick<Provider, 'describeFailure' | 'rateLimits'>
  readonly accountId: AccountId
  readonly timeZone: string | null
  readonly clock: ProviderClock
  readonly quotas: Pick<SpentQuotas, 'spend'>
}

/**
 * What a reply that is no success means for its call and for those that wait. A quota that is spent is noted,
 * with the time at which it comes back.
 */
export function explainReply(
  { provider, accountId, timeZone, clock, quotas }: Explainer,
  reply: Reply,
): ExplainedReply {
  const failed = failedReply(reply)
  const { status } = reply
  // What a reply says of times is meant by the clock that it came with, whatever other replies told.
  const nowMs = httpDateMs(reply.headers['date']) ?? clock.nowMs()
  const askedMs = retryAfterMs(reply.headers['retry-after'], nowMs)
  const error = describeReply(provider, accountId, failed, askedMs)
  if (error.kind === 'quota-spent') {
    const { period } = error
    const untilMs = error.untilMs ?? quotaEndMs(period, nowMs, timeZone)
    quotas.spend({ period, untilMs }, nowMs)
    return { failed: { error: { ...error, untilMs }, status, askedMs }, refusal: null }
  }
  const waitMs = error.kind === 'rate-limited' ? error.retryAfterMs : pauseMs(status, askedMs)
  const also = (): Refusal['also'] => provider.rateLimits.alsoRefused?.(failed) ?? []
  return { failed: { error, status, askedMs }, refusal: waitMs === null ? null : { waitMs, also: also() } }
}

/**
 * A service that is down and says until when means everybody, but is not believed without bounds: such replies
 * come from whatever stands in front of it.
 */
function pauseMs(status: number, askedMs: number | null): number | null {
  return status === 503 && askedMs !== null ? Math.min(askedMs, patienceMs.background) : null
}
