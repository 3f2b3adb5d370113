import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useDisconnectAccount } from '../../api/use-accounts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatCount } from '../../ui/format.ts'
import type { DisconnectDialogProps } from './DisconnectDialog.tsx'

/** Asks before the offline copy of an account that is disconnected already is removed. */
export function RemoveDialog({
  account,
  itemCount,
  onClose,
  onDisconnected,
  ...props
}: DisconnectDialogProps) {
  const { t } = useTranslation('connections')
  const remove = useDisconnectAccount()
  const provider = props.provider?.name ?? ''
  const names = { account: account.label, provider, count: itemCount, shown: formatCount(itemCount) }
  return (
    <ConfirmDialog
      isOpen
      title={t('removeDialog.title', names)}
      confirmLabel={t('removeDialog.confirm')}
      cancelLabel={t('removeDialog.keep')}
      isBusy={remove.isPending}
      onConfirm={() => {
        remove.mutate(
          { accountId: account.id, data: 'wipe', revokes: false },
          {
            onSuccess: () => {
              onClose()
              onDisconnected({ account: account.label, provider, data: 'wipe', revocation: 'was-over' })
            },
          },
        )
      }}
      onCancel={onClose}
    >
      {t('removeDialog.body', names)}
      {remove.error !== null && (
        <Box sx={{ mt: 2 }}>
          <ErrorNotice {...problemOf(remove.error)} provider={provider} />
        </Box>
      )}
    </ConfirmDialog>
  )
}
