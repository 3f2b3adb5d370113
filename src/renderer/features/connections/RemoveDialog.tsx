import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useDisconnectAccount } from '../../api/use-accounts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatCount } from '../../ui/format.ts'
import type { DisconnectDialogProps } from './DisconnectDialog.tsx'
import { UnsentChanges } from './UnsentChanges.tsx'

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
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <UnsentChanges account={account} fate="lost" onShow={onClose} />
        <Typography>{t('removeDialog.body', names)}</Typography>
        {remove.error !== null && <ErrorNotice {...problemOf(remove.error)} provider={provider} />}
      </Box>
    </ConfirmDialog>
  )
}
