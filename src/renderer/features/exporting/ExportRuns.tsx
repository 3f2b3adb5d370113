import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ExportRun } from '../../../shared/model/export.ts'
import { announceFailure } from '../../api/announced-failure.ts'
import { useCancelExport, useExports } from '../../api/use-exports.ts'
import { isolated } from '../../copy/isolated.ts'

/** What is shown of the past is little: news and the notification centre have the rest. */
const mostShown = 4

/** How far each file is, and the way to stop it. */
export function ExportRuns() {
  const { t } = useTranslation('exporting')
  const runs = useExports().data?.slice(0, mostShown) ?? []
  if (runs.length === 0) return null
  return (
    <Box component="section" aria-label={t('runs.label')}>
      <Typography variant="h2" sx={{ typography: 'subtitle2', mb: 0.5 }}>
        {t('runs.label')}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {runs.map((run) => (
          <RunLine key={run.id} run={run} />
        ))}
      </Box>
    </Box>
  )
}

function RunLine({ run }: { readonly run: ExportRun }) {
  const { t } = useTranslation('exporting')
  const cancel = useCancelExport()
  const { id, state, rows, total } = run
  const name = isolated(run.fileName)
  const isOpen = state === 'waiting' || state === 'running'
  const words = (): string => {
    if (state === 'running') return total === null ? t('runs.gathering') : t('runs.running', { rows, total })
    return state === 'done' ? t('runs.done', { count: rows }) : t(`runs.${state}`)
  }
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 1.5, py: 0.5 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ overflowWrap: 'anywhere' }}>{name}</Typography>
        {state === 'running' && (
          <LinearProgress
            aria-label={t('runs.progress', { name })}
            {...(total === null || total === 0
              ? {}
              : { variant: 'determinate', value: Math.min(100, (100 * rows) / total) })}
          />
        )}
        <Typography variant="body2" role="status" sx={{ color: 'text.secondary' }}>
          {words()}
        </Typography>
      </Box>
      {isOpen && (
        <Button
          color="inherit"
          aria-label={t('runs.cancelNamed', { name })}
          onClick={() => {
            cancel.mutate(id, { onError: announceFailure })
          }}
        >
          {t('runs.cancel')}
        </Button>
      )}
    </Box>
  )
}
