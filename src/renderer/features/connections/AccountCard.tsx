import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import type { SyncStatus } from '../../../shared/model/sync-status.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { useCancelSync, useStartSync } from '../../api/use-sync.ts'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { DisconnectDialog } from './DisconnectDialog.tsx'
import { StreamRow } from './StreamRow.tsx'
import { useScopeWords } from './use-scope-words.ts'

interface AccountCardProps {
  readonly account: Account
  readonly provider: ProviderDescriptor | null
  readonly status: SyncStatus | null
  readonly counts: readonly { readonly type: ItemType; readonly count: number }[]
}

/** One account: who it is, what it may do, how each type stands, and what can be done about it. */
export function AccountCard({ account, provider, status, counts }: AccountCardProps) {
  const { t } = useTranslation('connections')
  const headingId = useId()
  const navigate = useNavigate()
  const { workOffline } = useAppState().preferences
  const start = useStartSync()
  const cancel = useCancelSync()
  const scopeWords = useScopeWords()
  const [isAsking, setIsAsking] = useState(false)
  const needsReconnect = account.status === 'needs-reconnect'
  const providerName = provider?.name ?? ''

  const reconnect = (): void => {
    void navigate({
      to: '/connections/new',
      search: { provider: account.providerId, reconnect: account.id, returnTo: '/connections' },
    })
  }

  return (
    <Card component="section" aria-labelledby={headingId}>
      <Box sx={{ display: 'flex', gap: 2, p: 2.5, pb: 2, flexWrap: 'wrap' }}>
        <ProviderMark name={providerName} />
        <Box sx={{ flex: 1, minWidth: 220 }}>
          <Typography variant="h2" id={headingId} sx={{ overflowWrap: 'anywhere' }}>
            {account.label}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('identity', { provider: providerName, id: account.externalId })}
            {' · '}
            <Box
              component="span"
              sx={{
                color: needsReconnect ? 'error.main' : undefined,
                fontWeight: needsReconnect ? 600 : undefined,
              }}
            >
              {t(`status.${account.status}`)}
            </Box>
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {scopeWords(account.scopes)}
          </Typography>
        </Box>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', flexWrap: 'wrap' }}>
          {status?.isRunning === true ? (
            <Button
              variant="outlined"
              color="inherit"
              aria-describedby={headingId}
              onClick={() => {
                cancel.mutate(account.id)
              }}
            >
              {t('cancel')}
            </Button>
          ) : (
            !needsReconnect && (
              <Button
                variant="outlined"
                aria-describedby={headingId}
                disabled={workOffline || account.status !== 'connected'}
                onClick={() => {
                  start.mutate(account.id)
                }}
              >
                {t('loadNow')}
              </Button>
            )
          )}
          <Button
            variant={needsReconnect ? 'contained' : 'outlined'}
            color={needsReconnect ? 'primary' : 'inherit'}
            aria-describedby={headingId}
            onClick={reconnect}
          >
            {t('reconnect')}
          </Button>
          <Button
            variant="outlined"
            color="inherit"
            aria-describedby={headingId}
            onClick={() => {
              setIsAsking(true)
            }}
          >
            {t('disconnect')}
          </Button>
        </Box>
      </Box>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', borderTop: 1, borderColor: 'divider' }}>
        {(provider?.itemTypes ?? []).map((type) => (
          <StreamRow
            key={type}
            type={type}
            stream={status?.streams.find((one) => one.type === type) ?? null}
            count={counts.find((one) => one.type === type)?.count ?? 0}
            provider={providerName}
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
      {isAsking && (
        <DisconnectDialog
          account={account}
          provider={providerName}
          onClose={() => {
            setIsAsking(false)
          }}
        />
      )}
    </Card>
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
