import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RowsSnapshot } from './row-blocks.ts'
import type { CopyState } from './use-copy-rows.ts'

interface ListFootProps {
  readonly snapshot: Pick<RowsSnapshot, 'total' | 'isMore' | 'progress' | 'isStopped'>
  readonly isSearch: boolean
  /** Whether a column orders the rows, not how well they match. */
  readonly isSorted: boolean
  readonly isPending: boolean
  /** Stops putting the list together; goes on with it. */
  readonly onStop: () => void
  readonly onGoOn: () => void
  readonly copying: CopyState
  readonly onCancelCopy: () => void
  /** What is selected, and what can be done with it; null where nothing is. */
  readonly selection: ReactNode
  /** Rows stand here that no longer match; null where none can. */
  readonly onHideOutside: (() => void) | null
}

/** How many rows there are, counted, or how far that is; told to screen readers once the search has settled. */
export function ListFoot(props: ListFootProps) {
  const { snapshot, copying, selection } = props
  const { t } = useTranslation('grid')
  const { progress, isStopped } = snapshot
  return (
    <Box data-footer-actions sx={footLook}>
      {progress !== null && !isStopped && (
        <Bar done={progress.done} of={progress.of} label={t(workOf(props), { ...progress })} />
      )}
      {copying.kind === 'copying' && (
        <Bar {...copying} label={t('copy.copying', { done: copying.done, total: copying.of })} />
      )}
      <Box component="p" role="status" aria-busy={props.isPending} sx={{ m: 0 }}>
        <Words {...props} />
      </Box>
      {progress !== null && (
        <Button size="small" onClick={isStopped ? props.onGoOn : props.onStop}>
          {isStopped ? t('progress.goOn') : t('progress.cancel')}
        </Button>
      )}
      {copying.kind === 'copying' && (
        <Button size="small" onClick={props.onCancelCopy}>
          {t('copy.cancel')}
        </Button>
      )}
      {copying.kind === 'ready' && (
        <Button size="small" variant="contained" onClick={copying.put}>
          {t('copy.put')}
        </Button>
      )}
      {progress === null && copying.kind === 'idle' && selection}
      {props.onHideOutside !== null && (
        <Button size="small" onClick={props.onHideOutside}>
          {t('kept.refresh')}
        </Button>
      )}
    </Box>
  )
}

const workOf = ({ isSorted }: ListFootProps) => (isSorted ? 'progress.sorting' : 'progress.filtering')

function Words(props: ListFootProps) {
  const { copying, selection, isSearch, isSorted } = props
  const { progress, isStopped, total, isMore } = props.snapshot
  const { t } = useTranslation(['items', 'grid'])
  if (progress !== null)
    return t(isStopped ? 'grid:progress.stopped' : `grid:${workOf(props)}`, { ...progress })
  if (copying.kind === 'copying') return t('grid:copy.copying', { done: copying.done, total: copying.of })
  if (copying.kind === 'ready') return t('grid:copy.ready')
  // What is selected of them is said instead.
  if (selection !== null) return null
  // Why there are no rows is said where the rows would be.
  if (total === null || total === 0) return isSearch && total === 0 ? t('found.none') : '\u00a0'
  if (isMore) return t(isSorted ? 'found.sortedMoreThan' : 'found.moreThan', { count: total })
  if (isSearch) return t(isSorted ? 'found.sorted' : 'found.matches', { count: total })
  return t('found.all', { count: total })
}

interface BarProps {
  readonly done: number
  readonly of: number
  readonly label: string
}

const Bar = ({ done, of, label }: BarProps) => (
  <LinearProgress
    variant="determinate"
    value={of === 0 ? 0 : Math.min(100, (100 * done) / of)}
    aria-label={label}
    sx={{ position: 'absolute', insetInline: 0, top: -1, height: 2 }}
  />
)

const footLook = {
  position: 'relative',
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 1.5,
  minHeight: 28,
  px: 2,
  py: 0.25,
  borderTop: 1,
  borderColor: 'divider',
  bgcolor: 'background.paper',
  color: 'text.secondary',
  typography: 'caption',
  fontVariantNumeric: 'tabular-nums',
  '& .MuiButton-root': { py: 0, minHeight: 24 },
} as const
