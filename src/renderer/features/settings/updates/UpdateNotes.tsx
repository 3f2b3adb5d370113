import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

interface UpdateNotesProps {
  readonly version: string
  readonly notes: string
}

/** What is new, as it was written: Markdown that is read as a text, so that nothing in it is a link or a picture. */
export function UpdateNotes({ version, notes }: UpdateNotesProps) {
  const { t } = useTranslation('settings')
  const titleId = useId()
  return (
    <Box sx={{ mt: 2 }}>
      <Typography id={titleId} component="h3" variant="subtitle2">
        {t('updates.notes', { version })}
      </Typography>
      <Box
        role="region"
        aria-labelledby={titleId}
        // Long notes are scrolled, by the keyboard too.
        tabIndex={0}
        sx={{ mt: 0.5, maxHeight: 240, overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        <bdi>{notes}</bdi>
      </Box>
    </Box>
  )
}
