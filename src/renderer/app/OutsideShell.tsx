import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Notices } from './Notices.tsx'

/** Outside the shell there is no strip of banners, but what happened must be known here too. */
export function OutsideShell({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('app')
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <Box component="section" aria-label={t('banners.label')} aria-live="polite">
        <Notices />
      </Box>
      <Box sx={{ flex: 1, minHeight: 0 }}>{children}</Box>
    </Box>
  )
}
