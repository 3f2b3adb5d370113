import WarningIcon from '@mui/icons-material/WarningAmberOutlined'
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { LimitStatus, QuotaStatus } from '../../../shared/model/limit-status.ts'
import type { SyncStatus } from '../../../shared/model/sync-status.ts'
import { formatDayOrTime, formatPercent } from '../../ui/format.ts'
import { usedPercent, warningPercent } from '../../ui/limit-facts.ts'
import { useIsPast } from '../../ui/use-is-past.ts'
import { useNowWhile } from '../../ui/use-now.ts'
import { containersOf, useFeedOptions } from './stream-groups.ts'
import { shownLimits } from './shown-limits.ts'
import { useLimitWords } from './limit-words.ts'

interface LimitLinesProps {
  readonly account: Account
  readonly provider: string
  readonly status: SyncStatus
  readonly askedAtMs: number
}

/** What the provider allows and how much of it is used, in words; nothing where nobody counts. */
export function LimitLines({ account, provider, status, askedAtMs }: LimitLinesProps) {
  const { t } = useTranslation('sync')
  const { limits, quotas } = status
  const isCounting = limits.some(({ waitingUntilMs }) => waitingUntilMs !== null)
  const nowMs = useNowWhile(isCounting)
  const options = useFeedOptions(
    account.id,
    limits.some(({ kind }) => kind === 'base'),
  )
  const partOf = (name: string): string | null =>
    containersOf(options?.feeds ?? []).find((one) => one.name === name)?.label ?? null
  const lines = shownLimits(limits, nowMs)
  if (lines.length === 0 && quotas.length === 0) return null
  return (
    <Box component="ul" aria-label={t('limits.label')} sx={listLook}>
      {quotas.map((quota) => (
        <QuotaLine key={quota.period} quota={quota} account={account} provider={provider} nowMs={nowMs} />
      ))}
      {lines.map((limit) => (
        <LimitLine
          key={`${limit.kind} ${limit.name}`}
          limit={limit}
          provider={provider}
          part={partOf(limit.name)}
          isRunning={status.isRunning}
          askedAtMs={askedAtMs}
          nowMs={nowMs}
        />
      ))}
    </Box>
  )
}

interface LimitLineProps {
  readonly limit: LimitStatus
  readonly provider: string
  readonly part: string | null
  readonly isRunning: boolean
  readonly askedAtMs: number
  readonly nowMs: number
}

function LimitLine({ limit, provider, part, isRunning, askedAtMs, nowMs }: LimitLineProps) {
  const words = useLimitWords()
  // Nobody tells anything new while nothing runs, and what was counted in a window that is over is not so now.
  const isOver = useIsPast(askedAtMs + limit.intervalMs)
  return <li>{words({ limit, provider, part, isFresh: isRunning || !isOver, nowMs })}</li>
}

interface QuotaLineProps {
  readonly quota: QuotaStatus
  readonly account: Account
  readonly provider: string
  readonly nowMs: number
}

function QuotaLine({ quota, account, provider, nowMs }: QuotaLineProps) {
  const { t, i18n } = useTranslation('sync')
  const { period, used, max, spentUntilMs } = quota
  if (spentUntilMs !== null && spentUntilMs > nowMs) {
    return (
      <Warning>
        {t(`quota.spent.${period}`, { provider, until: formatDayOrTime(spentUntilMs, nowMs) })}
      </Warning>
    )
  }
  // A provider's plans stand in the texts alone, so that no key of one provider is spelled in the code.
  const planKey = `quota.planByProvider.${account.providerId}`
  const ofKey = (i18n.exists(planKey, { ns: 'sync' }) ? planKey : `quota.of.${period}`) as 'quota.of.month'
  const percent = usedPercent(quota)
  const isMuch = percent !== null && percent >= warningPercent
  const words = [
    t(`quota.${period}`, { provider, count: used }),
    ...(max === null ? [] : [t(ofKey, { provider, max })]),
    ...(isMuch ? [t('quota.warning', { percent: formatPercent(percent) })] : []),
  ].join('; ')
  return isMuch ? <Warning>{words}</Warning> : <li>{words}</li>
}

/** A line that stands out by more than its colour. */
function Warning({ children }: { readonly children: ReactNode }) {
  return (
    <Box component="li" sx={{ display: 'flex', gap: 0.75, color: 'warning.main', fontWeight: 600 }}>
      <WarningIcon sx={{ fontSize: 16, mt: '1px' }} aria-hidden />
      <span>{children}</span>
    </Box>
  )
}

const listLook = {
  flexBasis: '100%',
  m: 0,
  p: 0,
  listStyle: 'none',
  typography: 'caption',
  color: 'text.secondary',
  fontVariantNumeric: 'tabular-nums',
  overflowWrap: 'anywhere',
} as const
