import type { LimitStatus, QuotaStatus } from '../../shared/model/limit-status.ts'
import type { SyncStatus } from '../../shared/model/sync-status.ts'

/** A pause that is shorter is over before it is read, and the pace of every full-speed load is made of such. */
const worthTellingMs = 1_000

/** Until when calls of an account wait for its provider (epoch ms), or null while they do not. */
export function waitOf(limits: readonly LimitStatus[], nowMs: number): number | null {
  const ends = limits
    .map(({ waitingUntilMs }) => waitingUntilMs)
    .filter((untilMs) => untilMs !== null && untilMs - nowMs >= worthTellingMs)
    .map(Number)
  return ends.length === 0 ? null : Math.max(...ends)
}

/** From here on a wait is told in minutes. */
export const minutesFromSeconds = 120

export interface SpentQuota {
  readonly period: 'day' | 'month'
  readonly untilMs: number
}

/** The quota of which nothing is left now, if there is one. */
export function spentQuota(quotas: readonly QuotaStatus[], nowMs: number): SpentQuota | null {
  for (const { period, spentUntilMs } of quotas) {
    if (spentUntilMs !== null && spentUntilMs > nowMs) return { period, untilMs: spentUntilMs }
  }
  return null
}

/** The part of a quota that is used, in whole percent; null where nobody knows how much there is. */
export const usedPercent = ({ used, max }: QuotaStatus): number | null =>
  max === null || max === 0 ? null : Math.floor((100 * used) / max)

/** From here on a quota is worth a warning. */
export const warningPercent = 50

/** Whether a wait is told that counts down by the second. */
export const hasCountdown = (statuses: readonly SyncStatus[]): boolean =>
  statuses.some(({ limits }) => limits.some(({ waitingUntilMs }) => waitingUntilMs !== null))
