import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'

/** Under a value that is not at the provider yet. */
export function ChangedMark() {
  const { t } = useTranslation('items')
  return (
    <Box
      component="em"
      sx={{ flexBasis: '100%', color: 'info.main', fontSize: '0.75rem', fontStyle: 'normal' }}
    >
      <span aria-hidden>● </span>
      {t('pending.field')}
    </Box>
  )
}
