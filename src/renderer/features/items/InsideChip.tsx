import ClearIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import { useTranslation } from 'react-i18next'

interface InsideChipProps {
  readonly name: string
  readonly onRemove: () => void
}

/** Says what the list is narrowed to, and takes that away. */
export function InsideChip({ name, onRemove }: InsideChipProps) {
  const { t } = useTranslation('items')
  const remove = t('inside.remove', { name })
  return (
    <Box
      sx={{
        display: 'flex',
        width: 'fit-content',
        maxWidth: '100%',
        alignItems: 'center',
        gap: 0.5,
        pl: 1.25,
        pr: 0.25,
        borderRadius: 4,
        bgcolor: 'action.selected',
        typography: 'body2',
        fontWeight: 500,
      }}
    >
      <Box
        component="span"
        title={name}
        sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
      >
        {t('inside.label', { name })}
      </Box>
      <IconButton aria-label={remove} title={remove} onClick={onRemove} sx={{ p: '3px' }}>
        <ClearIcon sx={{ fontSize: 16 }} />
      </IconButton>
    </Box>
  )
}
