import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { WelcomePage } from '../features/welcome/WelcomePage.tsx'
import { Notices } from './Notices.tsx'

/** Outside the shell there is no strip of banners, but what happened must be known here too. */
export function Welcome() {
  const { t } = useTranslation('app')
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <Box component="section" aria-label={t('banners.label')} aria-live="polite">
        <Notices />
      </Box>
      <Box sx={{ flex: 1, minHeight: 0 }}>
        <WelcomePage />
      </Box>
    </Box>
  )
}
