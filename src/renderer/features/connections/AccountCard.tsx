import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import type { SyncStatus } from '../../../shared/model/sync-status.ts'
import { checkedAtMsOf } from '../../ui/app-status.ts'
import { formatCount } from '../../ui/format.ts'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { useScopeWords } from '../../ui/use-scope-words.ts'
import { AccountActions } from './AccountActions.tsx'
import type { DisconnectionOutcome } from './OutcomeNotice.tsx'

interface AccountCardProps {
  readonly account: Account
  readonly provider: ProviderDescriptor | null
  readonly status: SyncStatus | null
  readonly counts: readonly { readonly type: ItemType; readonly count: number }[]
  readonly onDisconnected: (outcome: DisconnectionOutcome) => void
}

/** One account: who it is, what it may do, how much of it is here, and what can be done about it. */
export function AccountCard({ account, provider, status, counts, onDisconnected }: AccountCardProps) {
  const headingId = useId()
  const isPaused = status?.isPaused === true || account.status === 'paused'
  return (
    <Card component="section" aria-labelledby={headingId}>
      <Box sx={{ display: 'flex', gap: 2, p: 2.5, pb: 2, flexWrap: 'wrap' }}>
        <ProviderMark name={provider?.name ?? ''} />
        <Box sx={{ flex: 1, minWidth: 220 }}>
          <Identity account={account} provider={provider} headingId={headingId} isPaused={isPaused} />
        </Box>
        <AccountActions
          account={account}
          provider={provider}
          isRunning={status?.isRunning === true}
          isPaused={isPaused}
          itemCount={counts.reduce((sum, { count }) => sum + count, 0)}
          headingId={headingId}
          onDisconnected={onDisconnected}
        />
      </Box>
      <Loaded account={account} provider={provider} status={status} counts={counts} headingId={headingId} />
    </Card>
  )
}

interface IdentityProps {
  readonly account: Account
  readonly provider: ProviderDescriptor | null
  readonly headingId: string
  readonly isPaused: boolean
}

function Identity({ account, provider, headingId, isPaused }: IdentityProps) {
  const { t } = useTranslation('connections')
  const wordsOf = useScopeWords()
  const shownStatus = account.status === 'connected' && isPaused ? 'paused' : account.status
  const rights = [
    t(`access.${account.access}`),
    ...(account.source === 'pasted-token' ? [t('pastedToken')] : []),
  ]
  const scopes = wordsOf(account.scopes, provider?.scopes ?? [])
  return (
    <>
      <Typography variant="h2" id={headingId} sx={{ overflowWrap: 'anywhere' }}>
        <bdi>{account.label}</bdi>
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {t('identity', { provider: provider?.name ?? '', id: account.externalId })}
        {' · '}
        <Box
          component="span"
          sx={{
            color: shownStatus === 'needs-reconnect' ? 'error.main' : undefined,
            fontWeight: shownStatus === 'connected' ? undefined : 600,
          }}
        >
          {t(`status.${shownStatus}`)}
        </Box>
      </Typography>
      <Typography variant="body2">{rights.join(' · ')}</Typography>
      {scopes.length > 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {/* No line begins with the dot. */}
          {scopes.join('\u00a0· ')}
        </Typography>
      )}
    </>
  )
}

type LoadedProps = Pick<AccountCardProps, 'account' | 'provider' | 'status' | 'counts'> & {
  readonly headingId: string
}

/** How much is here and since when, in one line; the Sync centre tells the rest. */
function Loaded({ account, provider, status, counts, headingId }: LoadedProps) {
  const { t } = useTranslation(['connections', 'ui'])
  const navigate = useNavigate()
  const types = (provider?.itemTypes ?? []).filter((type) => counts.some((one) => one.type === type))
  const here = types.map((type) => {
    const count = counts.find((one) => one.type === type)?.count ?? 0
    return t('countOfType', { shown: formatCount(count), types: t(`ui:itemTypesInText.${type}`) })
  })
  const failed = (status?.streams ?? []).filter(({ state }) => state === 'failed').length
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        columnGap: 2,
        flexWrap: 'wrap',
        px: 2.5,
        py: 0.75,
        borderTop: 1,
        borderColor: 'divider',
        typography: 'body2',
        color: 'text.secondary',
        fontVariantNumeric: 'tabular-nums',
      }}
    >
      <Box sx={{ flex: 1, minWidth: 260 }}>
        {here.length > 0 && <Box sx={{ color: 'text.primary' }}>{here.join('\u00a0· ')}</Box>}
        <Box>
          <LastLoad status={status} />
          {failed > 0 && (
            <Box component="span" sx={{ color: 'error.main', fontWeight: 600 }}>
              {' · '}
              {t('problems', { count: failed })}
            </Box>
          )}
        </Box>
      </Box>
      <Button
        aria-describedby={headingId}
        sx={{ mr: -1.5 }}
        onClick={() => void navigate({ to: '/sync', search: { account: account.id } })}
      >
        {t('openSync')}
      </Button>
    </Box>
  )
}

function LastLoad({ status }: { readonly status: SyncStatus | null }) {
  const { t } = useTranslation('connections')
  if (status?.isRunning === true) return t('loadingNow')
  const atMs = Math.max(0, ...(status?.streams ?? []).map(checkedAtMsOf))
  if (atMs === 0) return t('neverLoaded')
  return (
    <>
      {t('lastLoad')} <RelativeTime atMs={atMs} />
    </>
  )
}
