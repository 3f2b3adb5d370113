import ClearIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import IconButton from '@mui/material/IconButton'
import { useTranslation } from 'react-i18next'

interface FilterChipProps {
  /** All that it says, to the eye and to the ear. */
  readonly words: string
  /** Why it may not be what somebody expects. */
  readonly hint?: string | undefined
  readonly isWarning?: boolean
  /** Without it the words are no button. */
  readonly onEdit?: ((anchor: HTMLElement) => void) | undefined
  readonly onRemove: () => void
}

/** Something that narrows the list: it can be changed and taken away. */
export function FilterChip({ words, hint, isWarning = false, onEdit, onRemove }: FilterChipProps) {
  const { t } = useTranslation('filters')
  const remove = t('remove', { condition: words })
  const title = hint === undefined ? words : `${words}. ${hint}`
  return (
    <Box sx={[chipLook, isWarning && { color: 'warning.main', borderColor: 'warning.main' }]}>
      {onEdit === undefined ? (
        <Box component="span" className="words" title={title}>
          {words}
        </Box>
      ) : (
        <ButtonBase
          className="words"
          title={title}
          aria-haspopup="dialog"
          onClick={({ currentTarget }) => {
            onEdit(currentTarget)
          }}
        >
          {words}
        </ButtonBase>
      )}
      <IconButton aria-label={remove} title={remove} onClick={onRemove} sx={{ p: '4px', my: '-1px' }}>
        <ClearIcon sx={{ fontSize: 16 }} />
      </IconButton>
    </Box>
  )
}

const chipLook = {
  display: 'inline-flex',
  alignItems: 'center',
  maxWidth: '100%',
  minWidth: 0,
  height: 28,
  border: 1,
  borderColor: 'divider',
  borderRadius: '14px',
  bgcolor: 'action.selected',
  typography: 'body2',
  fontWeight: 500,
  '& .words': {
    display: 'block',
    minWidth: 0,
    maxWidth: 320,
    pl: 1.25,
    pr: 0.25,
    height: '100%',
    typography: 'inherit',
    lineHeight: '26px',
    borderRadius: '14px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
} as const
