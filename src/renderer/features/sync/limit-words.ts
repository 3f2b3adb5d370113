import { useTranslation } from 'react-i18next'
import type { LimitStatus } from '../../../shared/model/limit-status.ts'
import { minutesFromSeconds } from '../../ui/limit-facts.ts'

interface ToldLimit {
  readonly limit: LimitStatus
  readonly provider: string
  /** What people call the part of the account that the limit is for, where it is known. */
  readonly part: string | null
  /** Whether what was counted is still of the present window; else only what is allowed is told. */
  readonly isFresh: boolean
  readonly nowMs: number
}

/** Answers a limit in words: "HubSpot: 60 of 110 calls in this 10-second window · as documented". */
export function useLimitWords(): (told: ToldLimit) => string {
  const { t } = useTranslation('sync')
  const waitOf = (seconds: number): string =>
    seconds < minutesFromSeconds
      ? t('limits.waits', { seconds })
      : t('limits.waitsMinutes', { minutes: Math.ceil(seconds / 60) })
  return ({ limit, provider, part, isFresh, nowMs }) => {
    const { kind, used, max, intervalMs, waiting, waitingUntilMs, source } = limit
    const seconds = Math.max(1, Math.round(intervalMs / 1_000))
    const what = isFresh
      ? t(`limits.${kind}`, { provider, used, max, part: part ?? t('limits.aBase') })
      : t(`limits.idle.${kind}`, { provider, max })
    const window =
      seconds === 60
        ? t(isFresh ? 'limits.minute' : 'limits.eachMinute', { what })
        : t(isFresh ? 'limits.window' : 'limits.each', { what, count: seconds })
    const leftMs = (waitingUntilMs ?? 0) - nowMs
    return [
      window,
      ...(leftMs > 0 ? [waitOf(Math.ceil(leftMs / 1_000))] : []),
      ...(isFresh && waiting > 0 ? [t('limits.queued', { count: waiting })] : []),
      t(`limits.${source}`),
    ].join(' · ')
  }
}
