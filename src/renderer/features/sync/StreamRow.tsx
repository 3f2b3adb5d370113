import LoadIcon from '@mui/icons-material/Refresh'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { StreamStatus } from '../../../shared/model/sync-status.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { useStartSync } from '../../api/use-sync.ts'
import { columnLook, narrow } from './stream-look.ts'
import { StateIcon } from './StateIcon.tsx'
import { StreamFailure } from './StreamFailure.tsx'
import { StreamLacks } from './StreamLacks.tsx'
import { StreamTimes } from './StreamTimes.tsx'
import { useStreamWords } from './stream-words.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'

interface StreamRowProps {
  readonly account: Account
  readonly provider: string
  readonly stream: StreamStatus
  /** Rows that are here, counted; null while that cannot be told apart. */
  readonly storedCount: number | null
  /** Whether the stream tells nothing of how far a run is. */
  readonly isShared: boolean
  readonly isRunning: boolean
  readonly isPaused: boolean
  /** Somebody came for this one. */
  readonly isPointedAt: boolean
  readonly isInGroup: boolean
}

/** How one type of a feed stands: in words, in numbers, what went wrong, and when it was and will be looked at. */
export function StreamRow(props: StreamRowProps) {
  const { account, provider, stream, isPointedAt } = props
  const { t } = useTranslation('sync')
  const { workOffline } = useAppState().preferences
  const words = useStreamWords()
  const start = useStartSync()
  const row = useRef<HTMLLIElement>(null)
  const what = words.name(stream)
  const canStart =
    account.status === 'connected' &&
    !props.isRunning &&
    !props.isPaused &&
    !workOffline &&
    stream.state !== 'left-out'
  const load = (): void => {
    start.mutate({ accountId: account.id, feed: stream.feed })
  }
  useEffect(() => {
    if (!isPointedAt) return
    row.current?.scrollIntoView({ block: 'center' })
    row.current?.focus()
  }, [isPointedAt])

  return (
    <Box
      component="li"
      ref={row}
      tabIndex={isPointedAt ? -1 : undefined}
      sx={[
        columnLook,
        {
          py: 1,
          borderTop: 1,
          borderColor: 'divider',
          fontVariantNumeric: 'tabular-nums',
          bgcolor: isPointedAt ? 'action.selected' : undefined,
          '&:focus': { outline: 'none' },
        },
      ]}
    >
      <Typography
        variant="body2"
        title={what}
        sx={{ fontWeight: 600, pl: props.isInGroup ? 2.5 : 0, overflowWrap: 'anywhere' }}
      >
        <bdi>{what}</bdi>
      </Typography>
      <Box sx={{ display: 'flex', gap: 0.75, minWidth: 0, alignItems: 'flex-start' }}>
        <StateIcon state={stream.state} />
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography variant="body2">{words.state(stream, props.isShared)}</Typography>
          {stream.state === 'loading' && (
            <Progress what={what} loaded={props.isShared ? null : stream.loaded} total={stream.total} />
          )}
        </Box>
      </Box>
      <Typography variant="body2" sx={{ textAlign: 'end', pr: 1, overflowWrap: 'anywhere' }}>
        {props.storedCount !== null && words.here(stream, props.storedCount)}
      </Typography>
      <StreamTimes stream={stream} isPaused={props.isPaused} />
      <Box sx={{ gridColumn: '-2', gridRow: 1, display: 'flex', justifyContent: 'flex-end' }}>
        <Tooltip title={t('actions.loadThis', { what })}>
          <span>
            <IconButton
              aria-label={t('actions.loadThis', { what })}
              disabled={!canStart}
              onClick={load}
              sx={{ my: -0.5 }}
            >
              <LoadIcon sx={{ fontSize: 18 }} />
            </IconButton>
          </span>
        </Tooltip>
      </Box>
      {stream.lacks.length > 0 && (
        <Box sx={{ gridColumn: '2 / -1' }}>
          <StreamLacks provider={provider} lacks={stream.lacks} />
        </Box>
      )}
      {stream.error !== null && (
        <Box sx={{ gridColumn: '2 / -1', [narrow]: { gridColumn: '1 / -1' } }}>
          <StreamFailure
            account={account}
            provider={provider}
            error={stream.error}
            reference={stream.reference}
            onRetry={canStart ? load : null}
          />
        </Box>
      )}
    </Box>
  )
}

interface ProgressProps {
  readonly what: string
  readonly loaded: number | null
  readonly total: number | null
}

/** A bar that moves with the numbers where there is a total, and without a promise where there is none. */
function Progress({ what, loaded, total }: ProgressProps) {
  const { t } = useTranslation('sync')
  return (
    <LinearProgress
      aria-label={t('progressOf', { what })}
      sx={{ mt: 0.75, maxWidth: 360 }}
      {...(loaded === null || total === null || total === 0
        ? { variant: 'indeterminate' as const }
        : {
            variant: 'determinate' as const,
            value: Math.min(100, Math.floor((100 * loaded) / total)),
          })}
    />
  )
}
