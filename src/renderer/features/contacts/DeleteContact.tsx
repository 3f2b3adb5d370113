import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountId } from '../../../shared/model/account.ts'
import { type ItemKey, itemKey } from '../../../shared/model/item.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import { type ApiFailure, problemOf } from '../../api/client.ts'
import { useRemoveContact } from '../../api/use-contacts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'

interface DeleteContactProps {
  readonly contact: {
    readonly key: ItemKey
    readonly providerId: ProviderId
    readonly accountId: AccountId
    readonly externalId: string
    readonly name: string
  }
  readonly provider: string
  /** The contact is gone at the provider and here; the sentence says how that came. */
  readonly onDeleted: (announcement: string) => void
  readonly onClose: () => void
}

/** Asks, deletes at the provider, and explains whatever else came of it. Mount it when it is wanted. */
export function DeleteContact({ contact, provider, onDeleted, onClose }: DeleteContactProps) {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  const remove = useRemoveContact()
  const { accountId, externalId } = contact
  const name = contact.name.trim() === '' ? t('unnamed') : contact.name

  const settle = (error: ApiFailure | null): void => {
    if (error === null) onDeleted(t('delete.done', { name, provider }))
    else if (error.error.kind === 'not-found') onDeleted(t('delete.gone', { name, provider }))
  }
  const failure = remove.error?.error
  if (failure?.kind === 'merged-into') {
    const key = itemKey(contact.providerId, accountId, 'contact', failure.currentId)
    return (
      <MergedDialog
        title={t('delete.merged', { name })}
        onClose={onClose}
        onOpen={() => void navigate({ to: '/contacts/$key', params: { key } })}
      />
    )
  }
  return (
    <ConfirmDialog
      isOpen
      title={t('delete.title', { name, provider })}
      confirmLabel={t('delete.confirm')}
      cancelLabel={t('delete.keep')}
      isBusy={remove.isPending}
      onCancel={onClose}
      onConfirm={() => {
        remove.mutate({ accountId, externalId }, { onSettled: (_nothing, error) => settle(error) })
      }}
    >
      <Typography variant="body1">{t('delete.body', { provider })}</Typography>
      {failure !== undefined && failure.kind !== 'not-found' && (
        <Typography component="div" sx={{ mt: 2 }}>
          <ErrorNotice {...problemOf(remove.error)} provider={provider} />
        </Typography>
      )}
    </ConfirmDialog>
  )
}

interface MergedDialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly onOpen: () => void
}

function MergedDialog({ title, onClose, onOpen }: MergedDialogProps) {
  const { t } = useTranslation('contacts')
  const titleId = useId()
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent sx={{ typography: 'body1' }}>{t('delete.mergedBody')}</DialogContent>
      <DialogActions>
        <Button variant="outlined" color="inherit" onClick={onClose}>
          {t('delete.close')}
        </Button>
        <Button variant="contained" onClick={onOpen}>
          {t('delete.openCurrent')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
