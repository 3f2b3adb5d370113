import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import type { SyncStatus } from '../../../shared/model/sync-status.ts'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { useScopeWords } from '../../ui/use-scope-words.ts'
import { AccountActions } from './AccountActions.tsx'
import type { DisconnectionOutcome } from './OutcomeNotice.tsx'
import { StreamRow } from './StreamRow.tsx'

interface AccountCardProps {
  readonly account: Account
  readonly provider: ProviderDescriptor | null
  readonly status: SyncStatus | null
  readonly counts: readonly { readonly type: ItemType; readonly count: number }[]
  readonly onDisconnected: (outcome: DisconnectionOutcome) => void
}

/** One account: who it is, what it may do, how each type stands, and what can be done about it. */
export function AccountCard({ account, provider, status, counts, onDisconnected }: AccountCardProps) {
  const headingId = useId()
  const countOf = (type: ItemType): number => counts.find((one) => one.type === type)?.count ?? 0

  return (
    <Card component="section" aria-labelledby={headingId}>
      <Box sx={{ display: 'flex', gap: 2, p: 2.5, pb: 2, flexWrap: 'wrap' }}>
        <ProviderMark name={provider?.name ?? ''} />
        <Box sx={{ flex: 1, minWidth: 220 }}>
          <Identity account={account} provider={provider} headingId={headingId} />
        </Box>
        <AccountActions
          account={account}
          provider={provider}
          isRunning={status?.isRunning === true}
          itemCount={counts.reduce((sum, { count }) => sum + count, 0)}
          headingId={headingId}
          onDisconnected={onDisconnected}
        />
      </Box>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', borderTop: 1, borderColor: 'divider' }}>
        {(provider?.itemTypes ?? []).map((type) => (
          <StreamRow
            key={type}
            type={type}
            stream={status?.streams.find((one) => one.type === type) ?? null}
            count={countOf(type)}
            provider={provider?.name ?? ''}
          />
        ))}
      </Box>
      <Typography
        variant="caption"
        component="p"
        sx={{ px: 2.5, py: 1.25, color: 'text.secondary', borderTop: 1, borderColor: 'divider' }}
      >
        <LastLoad status={status} />
      </Typography>
    </Card>
  )
}

interface IdentityProps {
  readonly account: Account
  readonly provider: ProviderDescriptor | null
  readonly headingId: string
}

function Identity({ account, provider, headingId }: IdentityProps) {
  const { t } = useTranslation('connections')
  const wordsOf = useScopeWords()
  const needsReconnect = account.status === 'needs-reconnect'
  const rights = [
    t(`access.${account.access}`),
    ...(account.source === 'pasted-token' ? [t('pastedToken')] : []),
  ]
  const scopes = wordsOf(account.scopes, provider?.scopes ?? [])
  return (
    <>
      <Typography variant="h2" id={headingId} sx={{ overflowWrap: 'anywhere' }}>
        {account.label}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {t('identity', { provider: provider?.name ?? '', id: account.externalId })}
        {' · '}
        <Box
          component="span"
          sx={{
            color: needsReconnect ? 'error.main' : undefined,
            fontWeight: account.status === 'connected' ? undefined : 600,
          }}
        >
          {t(`status.${account.status}`)}
        </Box>
      </Typography>
      <Typography variant="body2">{rights.join(' · ')}</Typography>
      {scopes.length > 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {scopes.join(' · ')}
        </Typography>
      )}
    </>
  )
}

function LastLoad({ status }: { readonly status: SyncStatus | null }) {
  const { t } = useTranslation('connections')
  if (status?.isRunning === true) return t('loadingNow')
  const atMs = Math.max(0, ...(status?.streams ?? []).map((stream) => stream.finishedAtMs ?? 0))
  if (atMs === 0) return t('neverLoaded')
  return (
    <>
      {t('lastLoad')} <RelativeTime atMs={atMs} />
    </>
  )
}
