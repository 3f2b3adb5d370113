import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangeView } from '../../../shared/model/change.ts'
import { useNameWords } from './use-name-words.ts'

interface RefusedChoiceProps {
  readonly change: ChangeView
  readonly onDismiss: () => void
}

/** Says that a choice was not used because its change went on without it, and where that stands now. */
export function RefusedChoice({ change, onDismiss }: RefusedChoiceProps) {
  const { t } = useTranslation(['outbox', 'ui'])
  const nameWords = useNameWords()
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The card with the buttons is gone, and the keyboard with it.
    notice.current?.focus()
  }, [change])
  return (
    <Box ref={notice} role="status" tabIndex={-1} sx={noticeLook}>
      <Typography variant="body2" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        {t('conflict.left', { name: nameWords(change.name) })}
      </Typography>
      <IconButton aria-label={t('ui:close')} onClick={onDismiss}>
        <CloseIcon fontSize="small" />
      </IconButton>
    </Box>
  )
}

const noticeLook = {
  display: 'flex',
  gap: 1.5,
  alignItems: 'flex-start',
  p: 2,
  border: 1,
  borderColor: 'warning.main',
  borderRadius: '8px',
  bgcolor: 'background.paper',
} as const
