import Button from '@mui/material/Button'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { takeFocus } from '../../../ui/take-focus.ts'
import type { BulkRunState } from './use-bulk-run.ts'

interface BulkProgressProps {
  readonly run: Extract<BulkRunState, { kind: 'running' }>
  readonly onCancel: () => void
}

/** How far an edit is, and the way to end it. */
export function BulkProgress({ run, onCancel }: BulkProgressProps) {
  const { t } = useTranslation('bulk')
  const { order, sofar, isStopping } = run
  const total = order.keys.length
  const done = total - (sofar?.left ?? total)
  return (
    <>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        <Typography>{t('run.progress', { done, total, field: order.label })}</Typography>
        <LinearProgress variant="determinate" value={(100 * done) / total} aria-label={t('run.label')} />
        <Typography variant="body2" role="status" sx={{ color: 'text.secondary' }}>
          {isStopping ? t('run.stopping') : t('run.hint')}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button ref={takeFocus} variant="outlined" color="inherit" onClick={onCancel}>
          {t('run.stop')}
        </Button>
      </DialogActions>
    </>
  )
}
