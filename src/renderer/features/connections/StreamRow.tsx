import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { StreamStatus } from '../../../shared/model/sync-status.ts'
import { describeError } from '../../copy/errors.ts'
import { formatCount } from '../../ui/format.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'

interface StreamRowProps {
  readonly type: ItemType
  /** Null as long as main has not told about this type. */
  readonly stream: StreamStatus | null
  /** Rows of the type that are here. */
  readonly count: number
  readonly provider: string
}

/** How one type stands: its state in words, its progress, how many rows are here, and what went wrong. */
export function StreamRow({ type, stream, count, provider }: StreamRowProps) {
  const { t } = useTranslation(['connections', 'ui'])
  const state = stream?.state ?? 'never-loaded'
  const types = t(`ui:itemTypes.${type}`)
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: '120px minmax(0, 1fr) 110px',
        alignItems: 'baseline',
        columnGap: 2,
        px: 2.5,
        py: 1.25,
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Typography variant="body1" sx={{ fontWeight: 600 }}>
        {types}
      </Typography>
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="body2" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
          <StreamState stream={stream} />
        </Typography>
        {stream !== null && state === 'loading' && (
          <LinearProgress
            aria-label={t('progressOf', { types })}
            sx={{ mt: 0.75, maxWidth: 360 }}
            {...(stream.total === null || stream.total === 0
              ? { variant: 'indeterminate' as const }
              : {
                  variant: 'determinate' as const,
                  value: Math.min(100, Math.floor((100 * stream.loaded) / stream.total)),
                })}
          />
        )}
        {stream?.error != null && <StreamFailure stream={stream} provider={provider} />}
      </Box>
      <Typography variant="body2" sx={{ textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}>
        {t('here', { count, shown: formatCount(count) })}
      </Typography>
    </Box>
  )
}

function StreamState({ stream }: { readonly stream: StreamStatus | null }) {
  const { t } = useTranslation('connections')
  if (stream === null) return t('stream.never-loaded')
  if (stream.state === 'loading') {
    return stream.total === null
      ? t('stream.loadingSoFar', { loaded: stream.loaded })
      : t('stream.loading', { loaded: stream.loaded, total: stream.total })
  }
  return (
    <>
      {stream.state === 'capped'
        ? t('stream.capped', { cap: stream.cap ?? stream.loaded })
        : t(`stream.${stream.state}`)}
      {stream.state === 'done' && stream.finishedAtMs !== null && (
        <>
          {' · '}
          <RelativeTime atMs={stream.finishedAtMs} />
        </>
      )}
    </>
  )
}

function StreamFailure({ stream, provider }: { readonly stream: StreamStatus; readonly provider: string }) {
  const { t } = useTranslation('errors')
  if (stream.error === null) return null
  const { title, body, values, details } = describeError(stream.error)
  const names = { Provider: provider, provider, ...values }
  return (
    <Typography variant="body2" sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>
      <Box component="span" sx={{ color: 'error.main', fontWeight: 600 }}>
        {t(title, names)}.
      </Box>{' '}
      {t(body, names)}
      <Box component="span" sx={{ display: 'block', color: 'text.secondary' }}>
        {[
          ...details,
          ...(stream.reference === null ? [] : [t('reference', { reference: stream.reference })]),
        ].join(' · ')}
      </Box>
    </Typography>
  )
}
