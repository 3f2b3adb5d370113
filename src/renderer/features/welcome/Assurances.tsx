import FolderIcon from '@mui/icons-material/FolderOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import NoLockIcon from '@mui/icons-material/LockOpenOutlined'
import PrivateIcon from '@mui/icons-material/VisibilityOffOutlined'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState } from '../../api/use-app-state.ts'

/** Where the data lies, how it is protected, and that nobody else gets it. */
export function Assurances() {
  const { t } = useTranslation('welcome')
  const { dataDir, protection } = useAppState()
  const isKept = protection.state !== 'session-only'
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 2 }}>
      {isKept ? (
        <Assurance icon={<LockIcon />} title={t('encrypted.title')}>
          {t(`encrypted.${protection.state === 'persisted' ? protection.method : 'key-store'}`)}
        </Assurance>
      ) : (
        <Assurance icon={<NoLockIcon />} title={t('sessionOnly.title')} isWarning>
          {t(`sessionOnly.${protection.reason}`)} {t('sessionOnly.body')}
        </Assurance>
      )}
      <Assurance icon={<FolderIcon />} title={t('place.title')}>
        {t(isKept ? 'place.body' : 'place.bodySessionOnly')}{' '}
        <Box component="code" sx={{ overflowWrap: 'anywhere' }}>
          {dataDir}
        </Box>
      </Assurance>
      <Assurance icon={<PrivateIcon />} title={t('private.title')}>
        {t('private.body')}
      </Assurance>
    </Box>
  )
}

interface AssuranceProps {
  readonly icon: ReactNode
  readonly title: string
  readonly isWarning?: boolean
  readonly children: ReactNode
}

function Assurance({ icon, title, isWarning = false, children }: AssuranceProps) {
  return (
    <Box component="li" sx={{ display: 'flex', gap: 2 }}>
      <Box
        aria-hidden
        sx={{
          display: 'flex',
          color: isWarning ? 'warning.main' : 'primary.main',
          '& svg': { fontSize: 20 },
        }}
      >
        {icon}
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="h2">{title}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {children}
        </Typography>
      </Box>
    </Box>
  )
}
