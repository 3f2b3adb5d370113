import CheckIcon from '@mui/icons-material/Check'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../../ui/copy-text.ts'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'

interface CopyActionProps {
  /** What the button says until it was pressed. */
  readonly label: string
  /** Stands in the place of the label; null where there is room for the words. */
  readonly icon?: ReactNode
  /** Made when it is asked for: it may be long. */
  readonly valueOf: () => string
}

/** Copies a text, and says in its own place whether that worked. */
export function CopyAction({ label, icon = null, valueOf }: CopyActionProps) {
  const { t } = useTranslation('ui')
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null)
  const copying = {
    'aria-label': label,
    onClick: () => {
      setOutcome(copyText(valueOf()) ? 'copied' : 'copyFailed')
    },
    onBlur: () => {
      setOutcome(null)
    },
  }
  const words = outcome === null ? label : t(outcome)
  return (
    <>
      {icon === null ? (
        <Button sx={{ minHeight: 26, py: 0 }} {...copying}>
          {words}
        </Button>
      ) : (
        <Tooltip title={words}>
          <IconButton {...copying}>{outcome === 'copied' ? <CheckIcon fontSize="small" /> : icon}</IconButton>
        </Tooltip>
      )}
      <VisuallyHidden role="status">{outcome === null ? '' : t(outcome)}</VisuallyHidden>
    </>
  )
}
