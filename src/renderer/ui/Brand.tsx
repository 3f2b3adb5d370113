import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'

/** The name beside a compass rose, as drawn on the charts that the app is named after. */
export function Brand() {
  const { t } = useTranslation('ui')
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25, color: 'primary.main' }}>
      <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden focusable="false">
        <circle cx="14" cy="14" r="12.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M14 3.5 16.6 11.4 14 14Z M14 24.5 11.4 16.6 14 14Z" fill="currentColor" />
        <path d="M14 3.5 11.4 11.4 14 14Z M14 24.5 16.6 16.6 14 14Z" fill="currentColor" opacity="0.55" />
        <path d="M3.5 14 11.4 11.4 14 14Z M24.5 14 16.6 16.6 14 14Z" fill="currentColor" />
        <path d="M3.5 14 11.4 16.6 14 14Z M24.5 14 16.6 11.4 14 14Z" fill="currentColor" opacity="0.55" />
      </svg>
      <Box component="span" sx={{ fontWeight: 700, fontSize: '1rem', color: 'text.primary' }}>
        {t('portolan')}
      </Box>
    </Box>
  )
}
