import BackIcon from '@mui/icons-material/ArrowBack'
import Button from '@mui/material/Button'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** The way up from a page below the Sync centre. */
export function BackToSync() {
  const { t } = useTranslation('sync')
  const navigate = useNavigate()
  return (
    <Button
      startIcon={<BackIcon fontSize="small" />}
      color="inherit"
      sx={{ alignSelf: 'flex-start', ml: -1, mb: -1.5 }}
      onClick={() => {
        void navigate({ to: '/sync' })
      }}
    >
      {t('title')}
    </Button>
  )
}
