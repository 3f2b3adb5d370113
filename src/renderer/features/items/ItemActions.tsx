import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import EditIcon from '@mui/icons-material/EditOutlined'
import OpenIcon from '@mui/icons-material/OpenInNew'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { type ComponentType, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { Item, ItemKey } from '../../../shared/model/item.ts'
import type { PendingMark } from '../../../shared/model/pending-mark.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { useOpenItemPage } from '../../api/use-items.ts'
import { hasContactsHere } from '../../ui/contact-accounts.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { CopyAction } from './detail/CopyAction.tsx'

/** What this list needs of the dialog that deletes a contact; the routes bring the two together. */
export interface ContactDeletionProps {
  readonly contact: Pick<Item, 'key' | 'providerId' | 'accountId' | 'externalId' | 'name'>
  readonly provider: string
  /** It is noted that the contact is to be deleted; the offer to take that back says so. */
  readonly onDeleted: () => void
  readonly onClose: () => void
}

interface ItemActionsProps {
  readonly item: Item
  readonly account: Account | undefined
  readonly provider: ProviderDescriptor | undefined
  /** A change of it that is not sent yet. */
  readonly pending: PendingMark | null
  /** Absent where nobody deletes contacts. */
  readonly ContactDeletion: ComponentType<ContactDeletionProps> | undefined
  readonly onEdit: (key: ItemKey) => void
  readonly isDeleting: boolean
  readonly onDeleting: (isDeleting: boolean) => void
  readonly onDeleted: () => void
}

/** What can be done with an item: at its provider, and with a contact here as well. */
export function ItemActions(props: ItemActionsProps) {
  const { item, account, provider, ContactDeletion, isDeleting, onDeleting } = props
  const { t } = useTranslation(['items', 'detail'])
  const openPage = useOpenItemPage()
  const { workspace } = useAppState()
  const isEditable = item.type === 'contact' && hasContactsHere(account, provider)
  const isLeaving = props.pending?.kind === 'delete' || props.pending?.kind === 'erase'
  // What waits to be deleted is taken back in the outbox first.
  const canEdit = isEditable && account.access === 'write' && !isLeaving

  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, px: 2, pt: 1.25, pb: 1 }}>
      {canEdit && (
        <Button
          variant="contained"
          startIcon={<EditIcon />}
          onClick={() => {
            props.onEdit(item.key)
          }}
        >
          {t('details.edit')}
        </Button>
      )}
      {/* Made-up records have no page out there. */}
      {item.url !== null && provider !== undefined && workspace?.isSample !== true && (
        <Button
          variant="outlined"
          color="inherit"
          startIcon={<OpenIcon />}
          onClick={() => {
            openPage.mutate(item.key)
          }}
        >
          {t('details.open', { provider: provider.name })}
        </Button>
      )}
      {canEdit && ContactDeletion !== undefined && (
        <Button
          variant="outlined"
          color="error"
          startIcon={<DeleteIcon />}
          onClick={() => {
            onDeleting(true)
          }}
        >
          {t('details.delete')}
        </Button>
      )}
      {item.url !== null && workspace?.isSample !== true && (
        <CopyAction label={t('detail:copyLink')} valueOf={() => item.url ?? ''} />
      )}
      <CopyAction label={t('detail:copyId')} valueOf={() => item.externalId} />
      {isEditable && account.access !== 'write' && (
        <Typography variant="body2" sx={{ flexBasis: '100%', color: 'text.secondary' }}>
          {t('details.readOnly')}
        </Typography>
      )}
      {isDeleting && ContactDeletion !== undefined && (
        // The dialog's code may still have to be read; the pane stays meanwhile.
        <Suspense>
          <ContactDeletion
            contact={item}
            provider={provider?.name ?? ''}
            onDeleted={props.onDeleted}
            onClose={() => {
              onDeleting(false)
            }}
          />
        </Suspense>
      )}
      {openPage.error !== null && (
        <Box sx={{ flexBasis: '100%' }}>
          <ErrorNotice {...problemOf(openPage.error)} />
        </Box>
      )}
    </Box>
  )
}
