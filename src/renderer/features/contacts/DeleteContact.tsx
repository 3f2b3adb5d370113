import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ItemKey } from '../../../shared/model/item.ts'
import { problemOf } from '../../api/client.ts'
import { useRemoveContact } from '../../api/use-contacts.ts'
import { told } from '../../copy/told.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { isUnsentKey } from './contact-address.ts'
import { startUndo } from './start-undo.ts'
import { toldName } from './told-name.ts'

interface DeleteContactProps {
  readonly contact: { readonly key: ItemKey; readonly name: string }
  readonly provider: string
  /** It is noted that the contact is to be deleted; for some seconds that can be taken back. */
  readonly onDeleted: () => void
  readonly onClose: () => void
}

/** Asks, and notes that the contact is to be deleted. Mount it when it is wanted. */
export function DeleteContact({ contact, provider, onDeleted, onClose }: DeleteContactProps) {
  const { t } = useTranslation('contacts')
  const remove = useRemoveContact()
  const isUnsent = isUnsentKey(contact.key)
  const name = contact.name.trim() === '' ? t('unnamed') : contact.name
  return (
    <ConfirmDialog
      isOpen
      title={isUnsent ? t('delete.titleUnsent', { name }) : t('delete.title', { name, provider })}
      confirmLabel={t('delete.confirm')}
      cancelLabel={t('delete.keep')}
      isBusy={remove.isPending}
      onCancel={onClose}
      onConfirm={() => {
        const offer = startUndo()
        remove.mutate(contact.key, {
          onSuccess: ({ id }) => {
            offer(id, told('contacts:delete.done', { name: toldName(contact.name) }))
            onDeleted()
          },
        })
      }}
    >
      <Typography variant="body1">
        {isUnsent ? t('delete.bodyUnsent', { provider }) : t('delete.body', { provider })}
      </Typography>
      {remove.error !== null && (
        <Typography component="div" sx={{ mt: 2 }}>
          <ErrorNotice {...problemOf(remove.error)} provider={provider} />
        </Typography>
      )}
    </ConfirmDialog>
  )
}
