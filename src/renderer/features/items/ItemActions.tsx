import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import EditIcon from '@mui/icons-material/EditOutlined'
import LinkIcon from '@mui/icons-material/Link'
import OpenIcon from '@mui/icons-material/OpenInNew'
import IdIcon from '@mui/icons-material/Tag'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { type ComponentType, type ReactNode, Suspense } from 'react'
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
import { Tooltip } from '../../ui/Tooltip.tsx'

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
  /** Set where they share one line with the name: all but the first are icons. */
  readonly isFlat: boolean
  /** Absent where nobody deletes contacts. */
  readonly ContactDeletion: ComponentType<ContactDeletionProps> | undefined
  readonly onEdit: (key: ItemKey) => void
  readonly isDeleting: boolean
  readonly onDeleting: (isDeleting: boolean) => void
  readonly onDeleted: () => void
}

/** What can be done with an item: at its provider, and with a contact here as well. */
export function ItemActions(props: ItemActionsProps) {
  const { item, account, provider, isFlat, ContactDeletion, isDeleting, onDeleting } = props
  const { t } = useTranslation(['items', 'detail'])
  const openPage = useOpenItemPage()
  const { workspace } = useAppState()
  const isLeaving = props.pending?.kind === 'delete' || props.pending?.kind === 'erase'
  // What waits to be deleted is taken back in the outbox first.
  const canEdit = isEditable(props) && account?.access === 'write' && !isLeaving

  return (
    <Box sx={isFlat ? flatLook : wideLook}>
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
        <Action
          isFlat={isFlat}
          color="inherit"
          icon={<OpenIcon fontSize="small" />}
          label={t('details.open', { provider: provider.name })}
          onClick={() => {
            openPage.mutate(item.key)
          }}
        />
      )}
      {canEdit && ContactDeletion !== undefined && (
        <Action
          isFlat={isFlat}
          color="error"
          icon={<DeleteIcon fontSize="small" />}
          label={t('details.delete')}
          onClick={() => {
            onDeleting(true)
          }}
        />
      )}
      {item.url !== null && workspace?.isSample !== true && (
        <CopyAction
          label={t('detail:copyLink')}
          icon={isFlat ? <LinkIcon fontSize="small" /> : null}
          valueOf={() => item.url ?? ''}
        />
      )}
      <CopyAction
        label={t('detail:copyId')}
        icon={isFlat ? <IdIcon fontSize="small" /> : null}
        valueOf={() => item.externalId}
      />
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

/** Whether the item is a contact that its connection could change. */
const isEditable = ({
  item,
  account,
  provider,
}: Pick<ItemActionsProps, 'item' | 'account' | 'provider'>): boolean =>
  item.type === 'contact' && hasContactsHere(account, provider)

/** Why nothing of a contact can be changed here, where its connection may only read. */
export function ReadOnlyHint(props: Pick<ItemActionsProps, 'item' | 'account' | 'provider'>) {
  const { t } = useTranslation('items')
  if (!isEditable(props) || props.account?.access === 'write') return null
  return (
    <Typography variant="body2" sx={{ px: 2, pb: 1, color: 'text.secondary' }}>
      {t('details.readOnly')}
    </Typography>
  )
}

interface ActionProps {
  readonly isFlat: boolean
  readonly color: 'inherit' | 'error'
  readonly icon: ReactNode
  readonly label: string
  readonly onClick: () => void
}

function Action({ isFlat, color, icon, label, onClick }: ActionProps) {
  if (isFlat) {
    return (
      <Tooltip title={label}>
        <IconButton aria-label={label} color={color} onClick={onClick}>
          {icon}
        </IconButton>
      </Tooltip>
    )
  }
  return (
    <Button variant="outlined" color={color} startIcon={icon} onClick={onClick}>
      {label}
    </Button>
  )
}

const wideLook = { display: 'flex', flexWrap: 'wrap', gap: 1, px: 2, pt: 1.25, pb: 1 } as const

const flatLook = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 0.5,
  // What could not be opened is told under the buttons, not across the line.
  maxWidth: '26rem',
} as const
