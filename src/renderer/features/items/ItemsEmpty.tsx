import LoadIcon from '@mui/icons-material/CloudDownloadOutlined'
import EmptyIcon from '@mui/icons-material/InboxOutlined'
import ConnectIcon from '@mui/icons-material/PowerOutlined'
import NoMatchIcon from '@mui/icons-material/SearchOff'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../shared/assert-never.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { StreamStatus } from '../../../shared/model/sync-status.ts'
import { useStartSync } from '../../api/use-sync.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Emptiness } from './item-overview.ts'

interface ItemsEmptyProps {
  readonly search: string
  readonly type: ItemType | null
  readonly emptiness: Emptiness
  readonly onClearSearch: () => void
  readonly onShowAll: () => void
}

/** Why the list has no rows, and what fills it. */
export function ItemsEmpty(props: ItemsEmptyProps) {
  return (
    <Box sx={{ flex: 1, minHeight: 0, overflowY: 'auto' }}>
      <Reason {...props} />
    </Box>
  )
}

function Reason({ search, type, emptiness, onClearSearch, onShowAll }: ItemsEmptyProps) {
  const { t } = useTranslation(['items', 'ui'])
  const navigate = useNavigate()
  const startSync = useStartSync()
  const types = type === null ? '' : t(`ui:itemTypesInText.${type}`)
  const showAll = type !== null && (
    <Button variant="outlined" color="inherit" onClick={onShowAll}>
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
  if (search !== '') {
    return (
      <EmptyState
        icon={<NoMatchIcon />}
        title={type === null ? t('empty.noMatch', { search }) : t('empty.noMatchInType', { search, types })}
        actions={
          <>
            <Button variant="outlined" color="inherit" onClick={onClearSearch}>
              {t('search.clear')}
            </Button>
            {showAll}
          </>
        }
      >
        {t('empty.noMatchBody')}
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
                for (const accountId of emptiness.accountIds) startSync.mutate(accountId)
              }}
            >
              {t('empty.loadNow')}
            </Button>
          }
        >
          {t('empty.notLoadedBody')}
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

/** One line a type, in numbers: a total that nobody told is not invented. */
function LoadingLines({ streams }: { readonly streams: readonly StreamStatus[] }) {
  const { t } = useTranslation(['items', 'ui'])
  const wordsOf = ({ type: streamType, state, loaded, total }: StreamStatus): string => {
    const type = t(`ui:itemTypes.${streamType}`)
    if (state === 'waiting') return t('empty.waiting', { type })
    if (state === 'failed') return t('empty.failed', { type })
    return total === null
      ? t('empty.loadingSoFar', { type, loaded })
      : t('empty.loadingOf', { type, loaded, total })
  }
  return (
    <>
      <LinearProgress aria-label={t('empty.loading')} sx={{ width: 260, mx: 'auto', mt: 1, mb: 1.5 }} />
      {streams.map((stream, index) => (
        // Two accounts may load the same type; nothing but the place tells the lines apart.
        <Box key={index}>{wordsOf(stream)}</Box>
      ))}
    </>
  )
}
