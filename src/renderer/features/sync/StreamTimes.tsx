import Box from '@mui/material/Box'
import type { SxProps, Theme } from '@mui/material/styles'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StreamStatus } from '../../../shared/model/sync-status.ts'
import { DueTime, RelativeTime } from '../../ui/RelativeTime.tsx'
import { narrow } from './stream-look.ts'

interface StreamTimesProps {
  readonly stream: StreamStatus
  readonly isPaused: boolean
}

/** When everything was read, changes were looked for, all was compared, and what comes next. */
export function StreamTimes({ stream, isPaused }: StreamTimesProps) {
  const { t } = useTranslation('sync')
  const { finishedAtMs, checkedAtMs, sweptAtMs, nextAtMs, state } = stream
  const past = (atMs: number | null): ReactNode =>
    atMs === null ? <span className="none">{t('times.never')}</span> : <RelativeTime atMs={atMs} />
  const next = (): ReactNode => {
    if (isPaused) return <span className="none">{t('times.paused')}</span>
    if (nextAtMs === null || state === 'left-out')
      return <span className="none">{t('times.notPlanned')}</span>
    return <DueTime atMs={nextAtMs} />
  }
  const times: readonly (readonly [label: string, value: ReactNode])[] = [
    [t('columns.finished'), past(finishedAtMs)],
    [t('columns.checked'), past(checkedAtMs)],
    [t('columns.swept'), past(sweptAtMs)],
    [t('columns.next'), next()],
  ]
  return (
    <Box component="dl" sx={timesLook}>
      {times.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </Box>
  )
}

/** Columns under the head of the list; where there is no room, one line with the labels in it. */
const timesLook = {
  display: 'contents',
  typography: 'caption',
  '& > div': { typography: 'caption', color: 'text.secondary', minWidth: 0 },
  '& dt': {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  '& dd': { m: 0 },
  [narrow]: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: 2,
    gridColumn: '2 / -1',
    gridRow: 2,
    m: 0,
    mt: 0.25,
    '& > div': { display: 'flex', gap: 0.5, typography: 'caption', color: 'text.secondary' },
    '& dt': { position: 'static', width: 'auto', height: 'auto', clipPath: 'none' },
    '& dt::after': { content: '":"' },
  },
} satisfies SxProps<Theme>
