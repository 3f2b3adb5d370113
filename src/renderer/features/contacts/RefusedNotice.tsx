import WarningIcon from '@mui/icons-material/WarningAmberOutlined'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { Refusal } from './use-refusal.ts'

interface RefusedNoticeProps {
  readonly refusal: Refusal
  readonly provider: string
}

/** Says that the provider did not accept what was saved, and that it waits here to be mended. */
export function RefusedNotice({ refusal, provider }: RefusedNoticeProps) {
  const { t } = useTranslation('contacts')
  const { fields, message, sentCount } = refusal
  return (
    <Box role="alert" sx={look}>
      <WarningIcon color="warning" fontSize="small" aria-hidden />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 650 }}>
          {t('refused.title', { provider, count: Math.max(1, fields.size) })}
        </Typography>
        <Typography variant="body2">
          {fields.size === 0 ? t('refused.unnamed', { reason: message }) : t('refused.body')}
          {sentCount > 0 && ` ${t('refused.sent', { count: sentCount })}`}
        </Typography>
      </Box>
    </Box>
  )
}

const look = {
  display: 'flex',
  gap: 1.5,
  p: 2,
  border: 1,
  borderColor: 'warning.main',
  borderRadius: 2,
  bgcolor: 'background.paper',
} as const
