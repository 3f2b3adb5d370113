import type { QuotaPeriod, SpentQuota, SpentUntil } from '../../shared/model/limit-status.ts'

/** Which calls of a day or a month are used up. */
export interface SpentQuotas {
  /** The provider said at `serverNowMs`, by its own clock, that nothing is left until `untilMs`. */
  spend(quota: SpentQuota, serverNowMs: number): void
  /** Null as long as there is something left, as far as is known. */
  of(period: QuotaPeriod | null): SpentQuota | null
  list(): readonly SpentUntil[]
}

/** Where nobody says when the calls come back, one is sent after this time to see. */
const knockAgainMs = 60 * 60_000

/**
 * `now` is the wall clock: unlike the one that counts evenly it goes on while the computer sleeps, and a day is
 * longer than most people stay awake. What is left of the period is taken from the provider's clock.
 */
export function createSpentQuotas(now: () => number): SpentQuotas {
  const spent = new Map<QuotaPeriod, { readonly quota: SpentQuota; readonly overAtMs: number }>()
  const forgetOver = (): void => {
    for (const [period, { overAtMs }] of spent) if (overAtMs <= now()) spent.delete(period)
  }
  return {
    spend(quota, serverNowMs) {
      const leftMs = quota.untilMs === null ? knockAgainMs : Math.max(0, quota.untilMs - serverNowMs)
      spent.set(quota.period, { quota, overAtMs: now() + leftMs })
    },
    of(period) {
      forgetOver()
      return period === null ? null : (spent.get(period)?.quota ?? null)
    },
    list() {
      forgetOver()
      return [...spent.values()].map(({ quota: { period, untilMs }, overAtMs }) => ({
        period,
        untilMs: untilMs ?? overAtMs,
      }))
    },
  }
}
