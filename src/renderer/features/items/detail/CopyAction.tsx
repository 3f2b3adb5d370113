import Button from '@mui/material/Button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../../ui/copy-text.ts'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'

interface CopyActionProps {
  /** What the button says until it was pressed. */
  readonly label: string
  /** Made when it is asked for: it may be long. */
  readonly valueOf: () => string
}

/** Copies a text, and says in its own place whether that worked. */
export function CopyAction({ label, valueOf }: CopyActionProps) {
  const { t } = useTranslation('ui')
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null)
  return (
    <>
      <Button
        sx={{ minHeight: 26, py: 0 }}
        aria-label={label}
        onClick={() => {
          setOutcome(copyText(valueOf()) ? 'copied' : 'copyFailed')
        }}
        onBlur={() => {
          setOutcome(null)
        }}
      >
        {outcome === null ? label : t(outcome)}
      </Button>
      <VisuallyHidden role="status">{outcome === null ? '' : t(outcome)}</VisuallyHidden>
    </>
  )
}
