import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../../../api/client.ts'
import { reportProblem } from '../../../api/report-problem.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import type { Failure } from '../../../ui/FallbackBoundary.tsx'
import { paneLook } from './pane-look.ts'

interface PaneFailureNoticeProps extends Failure {
  readonly onClose: () => void
}

/** Stands where the pane could not be drawn, with the reference under which main's log has the reason. */
export function PaneFailureNotice({ thrown, retry, onClose }: PaneFailureNoticeProps) {
  const { t } = useTranslation(['detail', 'items'])
  const [reported, setReported] = useState<string | null>(null)
  // A failure that main answered with is in its log already.
  const known = thrown instanceof ApiFailure ? thrown : null
  useEffect(() => {
    if (known !== null) return
    let isCurrent = true
    void reportProblem(thrown).then((reference) => {
      if (isCurrent) setReported(reference)
    })
    return () => {
      isCurrent = false
    }
  }, [known, thrown])
  return (
    <Box component="aside" aria-label={t('failed')} data-pane="details" tabIndex={-1} sx={paneLook}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, pl: 2, pr: 1, pt: 1.25 }}>
        <Typography variant="h2" sx={{ flex: 1 }}>
          {t('failed')}
        </Typography>
        <IconButton aria-label={t('items:details.close')} onClick={onClose}>
          <CloseIcon fontSize="small" />
        </IconButton>
      </Box>
      <Box sx={{ p: 2 }}>
        <ErrorNotice
          error={known?.error ?? { kind: 'bug' }}
          reference={known === null ? reported : known.reference}
          actions={{ retry }}
        />
      </Box>
    </Box>
  )
}
