import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { FeedName } from '../../../shared/model/feed.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import type { SyncStatus } from '../../../shared/model/sync-status.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { appStatusOf, noChanges } from '../../ui/app-status.ts'
import { hasCountdown } from '../../ui/limit-facts.ts'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { useStatusWords } from '../../ui/status-words.ts'
import { useNowWhile } from '../../ui/use-now.ts'
import { LimitLines } from './LimitLines.tsx'
import { StreamList, type TypeCount } from './StreamList.tsx'
import { SyncActions } from './SyncActions.tsx'

interface SyncCardProps {
  readonly account: Account
  readonly provider: ProviderDescriptor | null
  readonly status: SyncStatus | null
  /** When main was asked for `status`, epoch ms. */
  readonly askedAtMs: number
  /** Rows of the account that are here, by type. */
  readonly counts: readonly TypeCount[]
  /** Somebody came for this account. */
  readonly isPointedAt: boolean
  /** The feed that somebody came for. */
  readonly pointedFeed: FeedName | null
}

/** One account: how it stands, its provider's limits, and a line for each part of it. */
export function SyncCard(props: SyncCardProps) {
  const { account, provider, status, askedAtMs, counts, isPointedAt, pointedFeed } = props
  const { t } = useTranslation('sync')
  const headingId = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const { workOffline } = useAppState().preferences
  const nowMs = useNowWhile(hasCountdown(status === null ? [] : [status]))
  const words = useStatusWords()
  const providerName = provider?.name ?? ''
  const state = appStatusOf({
    accounts: [account],
    providers: provider === null ? [] : [provider],
    statuses: status === null ? [] : [status],
    workOffline,
    changes: noChanges,
    nowMs,
  })
  const isPaused = status?.isPaused === true || account.status === 'paused'
  const isLeft = account.status === 'disconnected'
  const hasStreams = status !== null && status.streams.length > 0
  useEffect(() => {
    if (!isPointedAt) return
    heading.current?.scrollIntoView({ block: 'center' })
    heading.current?.focus()
  }, [isPointedAt])

  return (
    <Card component="section" aria-labelledby={headingId}>
      <Box sx={{ display: 'flex', columnGap: 2, rowGap: 1.5, px: 2.5, py: 2, flexWrap: 'wrap' }}>
        <ProviderMark name={providerName} />
        <Box sx={{ flex: 1, minWidth: 220 }}>
          <Typography
            variant="h2"
            id={headingId}
            ref={heading}
            tabIndex={-1}
            sx={{ overflowWrap: 'anywhere' }}
          >
            <bdi>{account.label}</bdi>
          </Typography>
          <Typography
            variant="body2"
            sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' }}
          >
            {t('card.state', { provider: providerName, status: words(state) })}
          </Typography>
          {isPaused && <Typography variant="body2">{t('pausedHint')}</Typography>}
        </Box>
        <SyncActions
          account={account}
          provider={provider}
          status={status}
          isPaused={isPaused}
          itemCount={counts.reduce((sum, { count }) => sum + count, 0)}
          headingId={headingId}
        />
        {status !== null && (
          <LimitLines account={account} provider={providerName} status={status} askedAtMs={askedAtMs} />
        )}
      </Box>
      {hasStreams ? (
        <StreamList
          account={account}
          provider={providerName}
          status={status}
          isPaused={isPaused}
          counts={counts}
          pointedFeed={pointedFeed}
        />
      ) : (
        <Typography
          variant="body2"
          sx={{ px: 2.5, py: 1.5, borderTop: 1, borderColor: 'divider', color: 'text.secondary' }}
        >
          {t(isLeft ? 'card.disconnected' : 'card.nothing')}
        </Typography>
      )}
    </Card>
  )
}
