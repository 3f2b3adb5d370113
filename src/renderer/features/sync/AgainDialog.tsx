import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { formatCount } from '../../ui/format.ts'

interface AgainDialogProps {
  readonly account: Account
  readonly provider: string
  readonly itemCount: number
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Asks before a load that costs as much as the first one, and says what happens meanwhile. */
export function AgainDialog({ account, provider, itemCount, onConfirm, onCancel }: AgainDialogProps) {
  const { t } = useTranslation('sync')
  return (
    <ConfirmDialog
      isOpen
      title={t('againDialog.title', { account: account.label })}
      confirmLabel={t('againDialog.confirm')}
      cancelLabel={t('againDialog.cancel')}
      isDestructive={false}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <Typography variant="body2">
        {t('againDialog.body', { provider, count: itemCount, shown: formatCount(itemCount) })}
      </Typography>
      <Typography variant="body2" sx={{ mt: 1.5 }}>
        {t('againDialog.safe', { provider })}
      </Typography>
    </ConfirmDialog>
  )
}
