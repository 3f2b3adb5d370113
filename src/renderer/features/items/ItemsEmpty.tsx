import LoadIcon from '@mui/icons-material/CloudDownloadOutlined'
import EmptyIcon from '@mui/icons-material/InboxOutlined'
import ConnectIcon from '@mui/icons-material/PowerOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../shared/assert-never.ts'
import type { Account, AccountId } from '../../../shared/model/account.ts'
import type { ItemQuery } from '../../../shared/model/item.ts'
import type { StreamStatus } from '../../../shared/model/sync-status.ts'
import { useStartSync } from '../../api/use-sync.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { FilterFields } from './filters/use-filter-fields.ts'
import type { Emptiness } from './item-overview.ts'
import type { ListSearch } from './list-search.ts'
import { NoMatch } from './NoMatch.tsx'
import { noView } from './views/saved-view.ts'

interface ItemsEmptyProps {
  readonly query: ItemQuery
  /** The name of the item that the list is narrowed to; null where it is not. */
  readonly inside: string | null
  readonly accounts: readonly Account[]
  readonly fields: FilterFields
  readonly emptiness: Emptiness
  readonly onChange: (change: ListSearch) => void
}

/** Why the list has no rows, and what fills it. */
export function ItemsEmpty(props: ItemsEmptyProps) {
  return (
    <Box sx={{ flex: 1, minHeight: 0, overflowY: 'auto' }}>
      <Reason {...props} />
    </Box>
  )
}

function Reason(props: ItemsEmptyProps) {
  const { query, inside, emptiness, onChange } = props
  const { type, search } = query
  const { t } = useTranslation(['items', 'ui'])
  const navigate = useNavigate()
  const startSync = useStartSync()
  const types = type === null ? '' : t(`ui:itemTypesInText.${type}`)
  const showAll = (type !== null || inside !== null) && (
    <Button
      variant="outlined"
      color="inherit"
      onClick={() => {
        onChange(noView)
      }}
    >
      {t('empty.showAll')}
    </Button>
  )

  if (emptiness.kind === 'no-account') {
    return (
      <EmptyState
        icon={<ConnectIcon />}
        title={t('empty.noAccount')}
        actions={
          <Button variant="contained" onClick={() => void navigate({ to: '/connections/new' })}>
            {t('empty.connect')}
          </Button>
        }
      >
        {t('empty.noAccountBody')}
      </EmptyState>
    )
  }
  if (search !== '' || query.filter !== null) {
    return <NoMatch {...props} isLoading={emptiness.kind === 'loading'} />
  }
  if (inside !== null && emptiness.kind !== 'loading') {
    return (
      <EmptyState icon={<EmptyIcon />} title={t('empty.noneInside', { name: inside })} actions={showAll}>
        {t('empty.noneInsideBody')}
      </EmptyState>
    )
  }
  switch (emptiness.kind) {
    case 'loading':
      return (
        <EmptyState icon={<LoadIcon />} title={t('empty.loading')}>
          <LoadingLines streams={emptiness.streams} />
        </EmptyState>
      )
    case 'not-loaded':
      return (
        <EmptyState
          icon={<LoadIcon />}
          title={t('empty.notLoaded')}
          actions={
            <Button
              variant="contained"
              loading={startSync.isPending}
              onClick={() => {
                for (const accountId of emptiness.accountIds) startSync.mutate({ accountId })
              }}
            >
              {t('empty.loadNow')}
            </Button>
          }
        >
          {t('empty.notLoadedBody')}
        </EmptyState>
      )
    case 'not-asked':
    case 'left-out':
      return (
        <EmptyState
          icon={<LoadIcon />}
          title={
            emptiness.kind === 'not-asked'
              ? t('empty.notAsked')
              : t('empty.leftOut', { types: type === null ? '' : t(`ui:itemTypes.${type}`) })
          }
          actions={<ChooseButton accountIds={emptiness.accountIds} />}
        >
          {t(emptiness.kind === 'not-asked' ? 'empty.notAskedBody' : 'empty.leftOutBody')}
        </EmptyState>
      )
    case 'none':
      return (
        <EmptyState
          icon={<EmptyIcon />}
          title={type === null ? t('empty.none') : t('empty.noneOfType', { types })}
          actions={showAll}
        >
          {type === null ? t('empty.noneBody') : t('empty.noneOfTypeBody')}
        </EmptyState>
      )
    default:
      return assertNever(emptiness)
  }
}

/** Leads to the choice of the account, or where there are several, to the list of them. */
function ChooseButton({ accountIds }: { readonly accountIds: readonly AccountId[] }) {
  const { t } = useTranslation('items')
  const navigate = useNavigate()
  const [accountId, ...others] = accountIds
  return (
    <Button
      variant="contained"
      onClick={() => {
        if (accountId === undefined || others.length > 0) void navigate({ to: '/sync' })
        else void navigate({ to: '/sync/$accountId', params: { accountId } })
      }}
    >
      {t('empty.choose')}
    </Button>
  )
}

/** An account may have hundreds of tables. */
const mostLines = 6

/** One line a type, in numbers: a total that nobody told is not invented. */
function LoadingLines({ streams }: { readonly streams: readonly StreamStatus[] }) {
  const { t } = useTranslation(['items', 'ui'])
  const told = streams.filter(({ state }) => state !== 'left-out')
  const wordsOf = ({ type: streamType, label, state, loaded, total }: StreamStatus): string => {
    const type = label ?? t(`ui:itemTypes.${streamType}`)
    if (state === 'waiting') return t('empty.waiting', { type })
    if (state === 'failed') return t('empty.failed', { type })
    return total === null
      ? t('empty.loadingSoFar', { type, loaded })
      : t('empty.loadingOf', { type, loaded, total })
  }
  return (
    <>
      <LinearProgress aria-label={t('empty.loading')} sx={{ width: 260, mx: 'auto', mt: 1, mb: 1.5 }} />
      {told.slice(0, mostLines).map((stream, index) => (
        // Two accounts may load the same type; nothing but the place tells the lines apart.
        <Box key={index}>{wordsOf(stream)}</Box>
      ))}
      {told.length > mostLines && <Box>{t('empty.andMore', { count: told.length - mostLines })}</Box>}
    </>
  )
}
