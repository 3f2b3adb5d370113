import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { useCancelSync, useStartSync } from '../../api/use-sync.ts'
import { type MoreAction, MoreMenu } from '../../ui/MoreMenu.tsx'
import { DisconnectDialog } from './DisconnectDialog.tsx'
import { HistoryDialog } from './HistoryDialog.tsx'
import type { DisconnectionOutcome } from './OutcomeNotice.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'

interface AccountActionsProps {
  readonly account: Account
  readonly provider: ProviderDescriptor | null
  readonly isRunning: boolean
  /** Paused by the user: nothing is loaded until that is taken back, in the Sync centre. */
  readonly isPaused: boolean
  /** How many items of it are here. */
  readonly itemCount: number
  readonly headingId: string
  readonly onDisconnected: (outcome: DisconnectionOutcome) => void
}

/** What can be done with an account as it stands; the rare things lie in a menu. */
export function AccountActions(props: AccountActionsProps) {
  const { account, provider, headingId } = props
  const { t } = useTranslation('connections')
  const navigate = useNavigate()
  const { workOffline } = useAppState().preferences
  const start = useStartSync()
  const cancel = useCancelSync()
  const [dialog, setDialog] = useState<'history' | 'disconnect' | 'remove' | null>(null)
  const isConnected = account.status === 'connected'
  const isDisconnected = account.status === 'disconnected'
  const open = (next: typeof dialog) => (): void => {
    setDialog(next)
  }
  const dialogProps = {
    account,
    provider,
    itemCount: props.itemCount,
    onClose: open(null),
    onDisconnected: props.onDisconnected,
  }
  const choose: MoreAction = {
    name: t('chooseWhat'),
    run: () => void navigate({ to: '/sync/$accountId', params: { accountId: account.id } }),
  }
  const rare: readonly MoreAction[] = [
    ...(isConnected ? [choose] : []),
    { name: t('history.open'), run: open('history') },
    ...(isDisconnected ? [] : [{ name: t('disconnect'), run: open('disconnect') }]),
  ]

  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', flexWrap: 'wrap' }}>
      {props.isRunning ? (
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
        isConnected &&
        !props.isPaused && (
          <Button
            variant="outlined"
            aria-describedby={headingId}
            disabled={workOffline}
            onClick={() => {
              start.mutate({ accountId: account.id })
            }}
          >
            {t('loadNow')}
          </Button>
        )
      )}
      <Button
        variant={isConnected ? 'outlined' : 'contained'}
        color={isConnected ? 'inherit' : 'primary'}
        aria-describedby={headingId}
        onClick={() => {
          void navigate({
            to: '/connections/new',
            search: { provider: account.providerId, reconnect: account.id, returnTo: '/connections' },
          })
        }}
      >
        {t('reconnect')}
      </Button>
      {isDisconnected && (
        <Button
          variant="outlined"
          color="inherit"
          aria-describedby={headingId}
          onClick={() => {
            setDialog('remove')
          }}
        >
          {t('remove')}
        </Button>
      )}
      <MoreMenu label={t('more', { account: account.label })} actions={rare} />
      {dialog === 'history' && <HistoryDialog account={account} onClose={open(null)} />}
      {dialog === 'disconnect' && <DisconnectDialog {...dialogProps} />}
      {dialog === 'remove' && <RemoveDialog {...dialogProps} />}
    </Box>
  )
}
