import CloseIcon from '@mui/icons-material/Close'
import NextIcon from '@mui/icons-material/KeyboardArrowDown'
import PreviousIcon from '@mui/icons-material/KeyboardArrowUp'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ComponentType, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { ItemKey } from '../../../shared/model/item.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { itemQuery } from '../../api/use-items.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatDateTime } from '../../ui/format.ts'
import { useRelativeTime } from '../../ui/RelativeTime.tsx'
import { type ContactDeletionProps, ItemActions } from './ItemActions.tsx'
import { ItemContent } from './ItemContent.tsx'
import { LinkedItems } from './LinkedItems.tsx'
import { PendingNotice } from './PendingNotice.tsx'
import { RecordFields } from './RecordFields.tsx'
import { RecordJson } from './RecordJson.tsx'
import { Whereabouts } from './Whereabouts.tsx'

interface ItemDetailsProps {
  readonly itemKey: ItemKey
  readonly accounts: readonly Account[]
  readonly providers: readonly ProviderDescriptor[]
  readonly onClose: () => void
  readonly onEdit: (key: ItemKey) => void
  /** Opens another item in this pane. */
  readonly onOpen: (key: ItemKey) => void
  /** Shows in the outbox what of an item is not sent yet. */
  readonly onShowChanges: (key: ItemKey) => void
  /** Lists what stands in an item. */
  readonly onShowInside: (key: ItemKey) => void
  /** Goes to the row before or after; null where there is none. */
  readonly onStep: ((by: 1 | -1) => void) | null
  readonly ContactDeletion: ComponentType<ContactDeletionProps> | undefined
}

type View = 'fields' | 'content' | 'json'

/** One item beside the list: what is known of it, what can be done with it, and the record it came from. */
export function ItemDetails(props: ItemDetailsProps) {
  const { itemKey, accounts, providers, onClose, onStep } = props
  const { t } = useTranslation(['items', 'ui'])
  const id = useId()
  const ago = useRelativeTime()
  const [view, setView] = useState<View>('fields')
  // The item before stays until the next one is there: stepping through the list does not flicker.
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...itemQuery(itemKey),
    placeholderData: keepPreviousData,
  })
  const [isDeleting, setIsDeleting] = useState(false)
  const { workspace } = useAppState()
  // An item that the dialog just deleted stays until the dialog has said so and closed the pane.
  const item = error === null || isDeleting ? data?.item : undefined
  const name = item === undefined || item.name.trim() === '' ? t('unnamed') : item.name
  const account = accounts.find((one) => one.id === item?.accountId)
  const provider = providers.find((one) => one.id === item?.providerId)
  const views = (['fields', 'content', 'json'] as const).filter(
    (one) => one !== 'content' || data?.hasContent === true,
  )
  // Stepping on to an item that has no text shows what it has instead.
  const shownView = views.find((one) => one === view) ?? 'fields'

  return (
    <Box
      component="aside"
      aria-label={t('details.label', { name: item === undefined ? '' : name })}
      aria-busy={isPlaceholderData}
      data-pane="details"
      sx={paneLook}
    >
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1, pl: 2, pr: 1, pt: 1.25 }}>
        <Box sx={{ flex: 1, minWidth: 0, pt: '3px' }}>
          <Typography variant="h2" title={name} dir="auto" sx={nameLook}>
            {item === undefined ? '\u00a0' : name}
          </Typography>
          {data !== undefined && item !== undefined && (
            <Typography variant="caption" component="p" sx={{ m: 0, color: 'text.secondary' }}>
              {t('details.kind', {
                type: t(`ui:itemType.${item.type}`),
                account: account?.label ?? provider?.name ?? '',
              })}
              {' · '}
              <time
                dateTime={new Date(data.loadedAtMs).toISOString()}
                title={formatDateTime(data.loadedAtMs)}
              >
                {t('details.loaded', { ago: ago(data.loadedAtMs) })}
              </time>
            </Typography>
          )}
        </Box>
        <Box sx={{ display: 'flex', flex: 'none' }}>
          <PaneButton label={t('details.previous')} onClick={onStep && (() => onStep(-1))}>
            <PreviousIcon fontSize="small" />
          </PaneButton>
          <PaneButton label={t('details.next')} onClick={onStep && (() => onStep(1))}>
            <NextIcon fontSize="small" />
          </PaneButton>
          <PaneButton label={t('details.close')} onClick={onClose}>
            <CloseIcon fontSize="small" />
          </PaneButton>
        </Box>
      </Box>

      {error !== null && !isDeleting && (
        <Problem problem={problemOf(error)} onRetry={() => void refetch()} provider={provider?.name} />
      )}
      {data !== undefined && item !== undefined && (
        <>
          {data.pending !== null && (
            <PendingNotice
              pending={data.pending}
              provider={provider?.name ?? ''}
              onShow={() => {
                props.onShowChanges(item.key)
              }}
            />
          )}
          <ItemActions
            item={item}
            account={account}
            provider={provider}
            pending={data.pending}
            ContactDeletion={props.ContactDeletion}
            onEdit={props.onEdit}
            isDeleting={isDeleting}
            onDeleting={setIsDeleting}
            onDeleted={onClose}
          />
          <Tabs
            value={shownView}
            onChange={(_event, chosen: View) => {
              setView(chosen)
            }}
            aria-label={t('details.tabs')}
            sx={tabsLook}
          >
            {views.map((one) => (
              <Tab
                key={one}
                value={one}
                id={`${id}-${one}-tab`}
                aria-controls={`${id}-${one}`}
                label={t(`details.${one}`)}
              />
            ))}
          </Tabs>
          <Box
            role="tabpanel"
            id={`${id}-${shownView}`}
            aria-labelledby={`${id}-${shownView}-tab`}
            tabIndex={0}
            sx={{ position: 'relative', flex: 1, minHeight: 0, overflowY: 'auto' }}
          >
            {shownView === 'fields' && (
              <>
                <Whereabouts
                  key={`${item.key} place`}
                  item={item}
                  provider={provider?.name ?? ''}
                  inside={data.inside}
                  onOpen={props.onOpen}
                  onShowInside={props.onShowInside}
                />
                <LinkedItems key={item.key} links={data.links} count={data.linkCount} onOpen={props.onOpen} />
                <RecordFields
                  item={item}
                  record={data.record}
                  fields={data.fields}
                  changed={new Set(data.pending?.fields)}
                />
              </>
            )}
            {shownView === 'content' && (
              <ItemContent
                key={item.key}
                item={item}
                provider={provider?.name ?? ''}
                canOpen={item.url !== null && provider !== undefined && workspace?.isSample !== true}
              />
            )}
            {shownView === 'json' && <RecordJson record={data.record} />}
          </Box>
        </>
      )}
    </Box>
  )
}

interface PaneButtonProps {
  readonly label: string
  readonly onClick: (() => void) | null
  readonly children: ReactNode
}

function PaneButton({ label, onClick, children }: PaneButtonProps) {
  return (
    <Tooltip title={label}>
      {/* A disabled button sends no events, so that the tooltip needs an element around it. */}
      <span>
        <IconButton aria-label={label} disabled={onClick === null} onClick={onClick ?? undefined}>
          {children}
        </IconButton>
      </span>
    </Tooltip>
  )
}

interface ProblemProps {
  readonly problem: ReturnType<typeof problemOf>
  readonly onRetry: () => void
  readonly provider: string | undefined
}

function Problem({ problem, onRetry, provider }: ProblemProps) {
  const { t } = useTranslation('items')
  if (problem.error.kind === 'not-found') {
    return (
      <EmptyState title={t('details.gone')} level="h3">
        {t('details.goneBody')}
      </EmptyState>
    )
  }
  return (
    <Box sx={{ p: 2 }}>
      <ErrorNotice
        {...problem}
        {...(provider === undefined ? {} : { provider })}
        actions={{ retry: onRetry }}
      />
    </Box>
  )
}

const paneLook = {
  display: 'flex',
  flexDirection: 'column',
  flex: 'none',
  width: 'clamp(340px, 34%, 460px)',
  minHeight: 0,
  bgcolor: 'background.paper',
  borderLeft: 1,
  borderColor: 'divider',
  // No room for both: the pane lies over the list instead of squeezing it.
  '@container (max-width: 820px)': {
    position: 'absolute',
    zIndex: 2,
    top: 0,
    right: 0,
    bottom: 0,
    width: 'min(400px, 88%)',
    boxShadow: '-12px 0 32px rgba(8, 24, 36, 0.22)',
  },
} as const

const nameLook = {
  overflow: 'hidden',
  display: '-webkit-box',
  WebkitLineClamp: 2,
  WebkitBoxOrient: 'vertical',
  overflowWrap: 'anywhere',
  // The letters decide how a name runs, not where it stands.
  textAlign: 'left',
} as const

const tabsLook = {
  minHeight: 36,
  px: 1,
  borderBottom: 1,
  borderColor: 'divider',
  '& .MuiTab-root': { minHeight: 36, minWidth: 0, px: 1, py: 0, fontSize: '0.8125rem', fontWeight: 600 },
} as const
