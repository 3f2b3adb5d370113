import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from './copy-text.ts'
import { FallbackBoundary } from './FallbackBoundary.tsx'
import { ErrorNotice } from './ErrorNotice.tsx'

interface PaneBoundaryProps {
  /** Puts the failure into the log; answers the reference under which it lies there, or null. */
  readonly report: (thrown: unknown) => Promise<string | null>
  /** What the pane shows; another value is another try. */
  readonly resetKey?: string
  readonly children: ReactNode
}

/** Around a pane or a dialog that may fail by itself: what is beside it stays alive. */
export function PaneBoundary({ report, resetKey, children }: PaneBoundaryProps) {
  return (
    <FallbackBoundary
      resetKey={resetKey ?? null}
      fallback={({ thrown, retry }) => <PaneFailure thrown={thrown} report={report} onRetry={retry} />}
    >
      {children}
    </FallbackBoundary>
  )
}

interface PaneFailureProps extends Pick<PaneBoundaryProps, 'report'> {
  readonly thrown: unknown
  readonly onRetry: () => void
}

function PaneFailure({ thrown, report, onRetry }: PaneFailureProps) {
  const { t } = useTranslation('app')
  const [reference, setReference] = useState<string | null>(null)
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    let isCurrent = true
    void report(thrown).then((found) => {
      if (isCurrent) setReference(found)
    })
    return () => {
      isCurrent = false
    }
  }, [report, thrown])
  const details = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  return (
    <Box sx={{ p: 2, display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 1 }}>
      <ErrorNotice error={{ kind: 'bug' }} reference={reference} actions={{ retry: onRetry }} />
      <Button
        variant="outlined"
        color="inherit"
        onClick={() => {
          setIsCopied(copyText([reference, details].join('\n')))
        }}
      >
        {isCopied ? t('failure.copied') : t('failure.copyDetails')}
      </Button>
    </Box>
  )
}
