import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import { problemOf } from '../../api/client.ts'
import { useDisconnectAccount } from '../../api/use-accounts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'

interface DisconnectDialogProps {
  readonly account: Account
  readonly provider: string
  readonly onClose: () => void
}

/** Says what goes and what stays before an account is disconnected. */
export function DisconnectDialog({ account, provider, onClose }: DisconnectDialogProps) {
  const { t } = useTranslation('connections')
  const disconnect = useDisconnectAccount()
  return (
    <ConfirmDialog
      isOpen
      title={t('disconnectDialog.title', { account: account.label })}
      confirmLabel={t('disconnectDialog.confirm')}
      cancelLabel={t('disconnectDialog.keep')}
      isBusy={disconnect.isPending}
      onConfirm={() => {
        disconnect.mutate(account.id, { onSuccess: onClose })
      }}
      onCancel={onClose}
    >
      {t('disconnectDialog.body', { provider })}
      {disconnect.error !== null && (
        <Box sx={{ mt: 2 }}>
          <ErrorNotice {...problemOf(disconnect.error)} provider={provider} />
        </Box>
      )}
    </ConfirmDialog>
  )
}
