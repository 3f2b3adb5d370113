import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, AccountEvent } from '../../../shared/model/account.ts'
import { problemOf } from '../../api/client.ts'
import { useAccountHistory, useAccounts } from '../../api/use-accounts.ts'
import { useProviders } from '../../api/use-providers.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { takeFocus } from '../../ui/take-focus.ts'

interface HistoryDialogProps {
  /** Null tells of every account of the workspace, also of those that were removed. */
  readonly account: Account | null
  readonly onClose: () => void
}

/** What happened to an account, or to all of them, in words, newest first. */
export function HistoryDialog({ account, onClose }: HistoryDialogProps) {
  const { t } = useTranslation(['connections', 'ui'])
  const titleId = useId()
  const history = useAccountHistory(account?.id ?? null)
  const events = history.data
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId} sx={{ overflowWrap: 'anywhere' }}>
        {account === null ? t('history.titleAll') : t('history.title', { account: account.label })}
      </DialogTitle>
      {/* Holds nothing to press, and must be scrolled with the keyboard all the same. */}
      <DialogContent tabIndex={0}>
        {history.error !== null && (
          <ErrorNotice {...problemOf(history.error)} actions={{ retry: () => void history.refetch() }} />
        )}
        {events?.length === 0 && <Typography variant="body2">{t('history.empty')}</Typography>}
        {events !== undefined && events.length > 0 && (
          <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {events.map((event, index) => (
              // Nothing else tells two events of one moment apart, and the list only ever grows at its head.
              <Event key={events.length - index} event={event} isNamed={account === null} />
            ))}
          </Box>
        )}
      </DialogContent>
      <DialogActions>
        <Button ref={takeFocus} variant="outlined" color="inherit" onClick={onClose}>
          {t('ui:close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

interface EventProps {
  readonly event: AccountEvent
  /** Whether it says whose it is. */
  readonly isNamed: boolean
}

function Event({ event, isNamed }: EventProps) {
  const { t } = useTranslation('connections')
  const accounts = useAccounts()
  const providers = useProviders()
  const provider = providers.data?.find((one) => one.id === event.providerId)?.name ?? ''
  const label = accounts.data?.find((one) => one.id === event.accountId)?.label
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        py: 1,
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Box sx={{ flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' }}>
        {isNamed && (
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            <bdi>{label ?? t('history.removedAccount', { provider })}</bdi>
          </Typography>
        )}
        <Typography variant="body2">{t(`history.kind.${event.kind}`, { provider })}</Typography>
        {event.detail !== null && (
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
            {t('history.detail', { detail: event.detail })}
          </Typography>
        )}
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
        <RelativeTime atMs={event.atMs} />
      </Typography>
    </Box>
  )
}
