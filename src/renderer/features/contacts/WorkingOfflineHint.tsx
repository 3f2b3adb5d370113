import OfflineIcon from '@mui/icons-material/CloudOffOutlined'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { useAppState } from '../../api/use-app-state.ts'

/** Says before anybody presses Save that it cannot work, and that typing is safe. */
export function WorkingOfflineHint() {
  const { t } = useTranslation('contacts')
  const { preferences } = useAppState()
  if (!preferences.workOffline) return null
  return (
    <Box
      sx={{
        display: 'flex',
        gap: 1,
        alignItems: 'center',
        px: 1.5,
        py: 1,
        borderRadius: 1,
        bgcolor: 'raised',
      }}
    >
      <OfflineIcon aria-hidden fontSize="small" sx={{ color: 'text.secondary' }} />
      <Typography variant="body2">{t('offline.whileOffline')}</Typography>
    </Box>
  )
}
