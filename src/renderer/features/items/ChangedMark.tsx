import UndoIcon from '@mui/icons-material/Undo'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'

interface ChangedMarkProps {
  /** The field's name as a person reads it. */
  readonly field: string
  /** Takes the change of this field back, where it can be taken back alone. */
  readonly undo: ((onDone: () => void) => void) | null
}

/** Under a value that is not at the provider yet. */
export function ChangedMark({ field, undo }: ChangedMarkProps) {
  const { t } = useTranslation(['items', 'detail'])
  return (
    <Box sx={{ flexBasis: '100%', display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
      <Box component="em" sx={{ color: 'info.main', fontSize: '0.75rem', fontStyle: 'normal' }}>
        <span aria-hidden>● </span>
        {t('pending.field')}
      </Box>
      {undo !== null && (
        <Button
          startIcon={<UndoIcon />}
          aria-label={t('detail:undoField', { field })}
          sx={{ minHeight: 24, py: 0, fontSize: '0.75rem' }}
          onClick={({ currentTarget }) => {
            // The button goes with the mark; the keyboard stays with the fields.
            const panel = currentTarget.closest<HTMLElement>('[role="tabpanel"]')
            undo(() => panel?.focus())
          }}
        >
          {t('detail:undo')}
        </Button>
      )}
    </Box>
  )
}
