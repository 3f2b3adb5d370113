import OpenIcon from '@mui/icons-material/OpenInNew'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../../shared/model/item.ts'
import { problemOf } from '../../api/client.ts'
import { contentQuery, useOpenItemPage } from '../../api/use-items.ts'
import { describeError } from '../../copy/errors.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatDayAndTime } from '../../ui/format.ts'
import { MarkdownText } from './MarkdownText.tsx'

interface ItemContentProps {
  readonly item: Item
  readonly provider: string
  /** Whether the record has a page of its own out there. */
  readonly canOpen: boolean
}

/** What stands on a page: as its provider has it now, or as it was kept when that cannot be reached. */
export function ItemContent({ item, provider, canOpen }: ItemContentProps) {
  const { t } = useTranslation('items')
  const { data, error, isFetching, refetch } = useQuery(contentQuery(item.key))
  const openPage = useOpenItemPage()
  const openButton = canOpen && (
    <Button
      variant="outlined"
      color="inherit"
      startIcon={<OpenIcon />}
      onClick={() => {
        openPage.mutate(item.key)
      }}
    >
      {t('details.open', { provider })}
    </Button>
  )
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, p: 2 }}>
      {isFetching && <LinearProgress aria-label={t('content.fetching')} />}
      {error !== null && data === undefined && (
        <ErrorNotice {...problemOf(error)} provider={provider} actions={{ retry: () => void refetch() }} />
      )}
      {data !== undefined && (
        <>
          <Typography variant="caption" component="p" role="status" sx={{ m: 0, color: 'text.secondary' }}>
            {t('content.asOf', { time: formatDayAndTime(data.fetchedAtMs) })}
          </Typography>
          {data.error !== null && (
            <Outdated error={data.error} provider={provider} onRetry={() => void refetch()} />
          )}
          {data.text.trim() === '' ? (
            <EmptyState title={t('content.empty')} level="h3" />
          ) : (
            <MarkdownText text={data.text} />
          )}
          {!data.isComplete && (
            <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 1 }}>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {t('content.goesOn', { provider })}
              </Typography>
              {openButton}
            </Box>
          )}
        </>
      )}
      {openPage.error !== null && <ErrorNotice {...problemOf(openPage.error)} />}
    </Box>
  )
}

interface OutdatedProps {
  readonly error: Parameters<typeof describeError>[0]
  readonly provider: string
  readonly onRetry: () => void
}

/** Why this is not the newest; what was kept stays readable below it. */
function Outdated({ error, provider, onRetry }: OutdatedProps) {
  const { t } = useTranslation(['items', 'errors'])
  const { title, body, values } = describeError(error)
  const names = { Provider: provider, provider, ...values }
  return (
    <Box
      role="status"
      sx={{
        display: 'flex',
        alignItems: 'flex-start',
        flexWrap: 'wrap',
        gap: 1,
        p: 1.5,
        border: 1,
        borderColor: 'warning.main',
        borderRadius: 1,
        typography: 'body2',
      }}
    >
      <Box sx={{ flex: '1 1 300px', minWidth: 0 }}>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {t('content.notNewest')} {t(`errors:${title}`, names)}.
        </Box>{' '}
        {t(`errors:${body}`, names)}
      </Box>
      <Button variant="outlined" color="inherit" onClick={onRetry}>
        {t('errors:actions.retry')}
      </Button>
    </Box>
  )
}
