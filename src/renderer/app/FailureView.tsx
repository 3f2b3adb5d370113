import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../api/client.ts'
import { reportProblem } from '../api/report-problem.ts'
import { copyText } from '../ui/copy-text.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'

interface FailureViewProps {
  readonly thrown: unknown
  readonly onRetry: () => void
  /** Leads to where the diagnostics are saved, from where that still can be reached. */
  readonly onDiagnostics?: () => void
}

/** What is drawn where drawing failed: the reference under which main's log has it, and two ways on. */
export function FailureView({ thrown, onRetry, onDiagnostics }: FailureViewProps) {
  const { t } = useTranslation('app')
  const [reported, setReported] = useState<string | null>(null)
  const [isCopied, setIsCopied] = useState(false)
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

  const reference = known === null ? reported : known.reference
  const details = [
    reference,
    thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
  ].join('\n')

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <Typography variant="h1" tabIndex={-1}>
        {t('failure.title')}
      </Typography>
      <ErrorNotice
        error={known?.error ?? { kind: 'bug' }}
        reference={reference}
        actions={{ retry: onRetry }}
      />
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button
          variant="outlined"
          color="inherit"
          onClick={() => {
            setIsCopied(copyText(details))
          }}
        >
          {isCopied ? t('failure.copied') : t('failure.copyDetails')}
        </Button>
        {onDiagnostics !== undefined && (
          <Button variant="outlined" color="inherit" onClick={onDiagnostics}>
            {t('failure.diagnostics')}
          </Button>
        )}
      </Box>
    </Box>
  )
}
