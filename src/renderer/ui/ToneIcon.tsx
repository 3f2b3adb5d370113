import SuccessIcon from '@mui/icons-material/CheckCircleOutlined'
import ErrorIcon from '@mui/icons-material/ErrorOutlined'
import InfoIcon from '@mui/icons-material/InfoOutlined'
import WarningIcon from '@mui/icons-material/WarningAmberOutlined'
import { useTranslation } from 'react-i18next'
import type { News } from './notify.ts'

const icons = { success: SuccessIcon, info: InfoIcon, warning: WarningIcon, error: ErrorIcon } as const

/** What kind of news it is, by shape and colour, and in a word for those who see neither. */
export function ToneIcon({ tone }: Pick<News, 'tone'>) {
  const { t } = useTranslation('notices')
  const Icon = icons[tone]
  return (
    <Icon
      color={tone}
      fontSize="small"
      titleAccess={tone === 'success' ? undefined : t(`tone.${tone}`)}
      sx={{ flex: 'none', mt: '1px' }}
    />
  )
}
