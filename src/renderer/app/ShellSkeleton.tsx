import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'
import { ShellFrame } from './ShellFrame.tsx'

/** The empty shell, shown only if main takes longer than usual to answer. */
export function ShellSkeleton() {
  const { t } = useTranslation('app')
  return (
    <ShellFrame>
      <Box sx={{ gridArea: 'rail', bgcolor: 'navigation.ground' }} />
      <Box sx={{ gridArea: 'title', bgcolor: 'background.paper', borderBottom: 1, borderColor: 'divider' }} />
      <VisuallyHidden role="status">{t('loading')}</VisuallyHidden>
    </ShellFrame>
  )
}
