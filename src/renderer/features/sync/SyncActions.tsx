import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import type { SyncStatus } from '../../../shared/model/sync-status.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { useCancelSync, useSetPaused, useStartSync } from '../../api/use-sync.ts'
import { type MoreAction, MoreMenu } from '../../ui/MoreMenu.tsx'
import { AgainDialog } from './AgainDialog.tsx'

interface SyncActionsProps {
  readonly account: Account
  readonly provider: ProviderDescriptor | null
  readonly status: SyncStatus | null
  readonly isPaused: boolean
  /** How many items of it are here. */
  readonly itemCount: number
  readonly headingId: string
}

/** What can be done with the loading of an account as it stands; the rare things lie in a menu. */
export function SyncActions(props: SyncActionsProps) {
  const { account, status, isPaused, headingId } = props
  const { t } = useTranslation('sync')
  const navigate = useNavigate()
  const { workOffline } = useAppState().preferences
  const start = useStartSync()
  const cancel = useCancelSync()
  const setPaused = useSetPaused()
  const [isAskingAgain, setIsAskingAgain] = useState(false)
  const accountId = account.id
  const isRunning = status?.isRunning === true
  const isSignedIn = account.status === 'connected' || account.status === 'paused'
  const canStart = isSignedIn && !isPaused && !isRunning && !workOffline
  const history: MoreAction = {
    name: t('actions.history'),
    run: () => void navigate({ to: '/sync', search: { tab: 'history', account: accountId } }),
  }
  const compare: MoreAction = {
    name: t('actions.compare'),
    isDisabled: !canStart,
    run: () => {
      start.mutate({ accountId, how: 'compare' })
    },
  }
  const again: MoreAction = {
    name: t('actions.again'),
    isDisabled: !canStart,
    run: () => {
      setIsAskingAgain(true)
    },
  }
  const rare = isSignedIn ? [compare, again, history] : [history]

  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', flexWrap: 'wrap' }}>
      {isRunning && (
        <Button
          variant="outlined"
          color="inherit"
          aria-describedby={headingId}
          onClick={() => {
            cancel.mutate(accountId)
          }}
        >
          {t('actions.stop')}
        </Button>
      )}
      {isSignedIn && !isRunning && !isPaused && (
        <Button
          variant="outlined"
          aria-describedby={headingId}
          disabled={!canStart}
          onClick={() => {
            start.mutate({ accountId })
          }}
        >
          {t('actions.loadNow')}
        </Button>
      )}
      {isSignedIn && (
        <Button
          variant={isPaused ? 'contained' : 'outlined'}
          color={isPaused ? 'primary' : 'inherit'}
          aria-describedby={headingId}
          loading={setPaused.isPending}
          onClick={() => {
            setPaused.mutate({ accountId, isPaused: !isPaused })
          }}
        >
          {t(isPaused ? 'actions.resume' : 'actions.pause')}
        </Button>
      )}
      {!isSignedIn && (
        <Button
          variant="contained"
          aria-describedby={headingId}
          onClick={() => {
            void navigate({
              to: '/connections/new',
              search: { provider: account.providerId, reconnect: accountId, returnTo: '/sync' },
            })
          }}
        >
          {t('actions.reconnect')}
        </Button>
      )}
      {isSignedIn && (
        <Button
          variant="outlined"
          color="inherit"
          aria-describedby={headingId}
          onClick={() => void navigate({ to: '/sync/$accountId', params: { accountId } })}
        >
          {t('actions.choose')}
        </Button>
      )}
      <MoreMenu label={t('actions.more', { account: account.label })} actions={rare} />
      {isAskingAgain && (
        <AgainDialog
          account={account}
          provider={props.provider?.name ?? ''}
          itemCount={props.itemCount}
          onConfirm={() => {
            setIsAskingAgain(false)
            start.mutate({ accountId, how: 'again' })
          }}
          onCancel={() => {
            setIsAskingAgain(false)
          }}
        />
      )}
    </Box>
  )
}
