import CheckIcon from '@mui/icons-material/Check'
import ContentCopyIcon from '@mui/icons-material/ContentCopy'
import IconButton from '@mui/material/IconButton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from './copy-text.ts'
import { Tooltip } from './Tooltip.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'

interface CopyButtonProps {
  readonly value: string
  /** What is copied, for the button's name: "the redirect address". */
  readonly what: string
}

/** Copies a text and says whether that worked. */
export function CopyButton({ value, what }: CopyButtonProps) {
  const { t } = useTranslation('ui')
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null)
  const label = t('copyOf', { what })
  return (
    <>
      <Tooltip title={outcome === null ? label : t(outcome)}>
        <IconButton
          aria-label={label}
          onClick={() => {
            setOutcome(copyText(value) ? 'copied' : 'copyFailed')
          }}
          onBlur={() => {
            setOutcome(null)
          }}
        >
          {outcome === 'copied' ? <CheckIcon fontSize="small" /> : <ContentCopyIcon fontSize="small" />}
        </IconButton>
      </Tooltip>
      <VisuallyHidden role="status">{outcome === null ? '' : t(outcome)}</VisuallyHidden>
    </>
  )
}
