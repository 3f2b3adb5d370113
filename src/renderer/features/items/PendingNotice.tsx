import WaitingIcon from '@mui/icons-material/Contrast'
import NeedsYouIcon from '@mui/icons-material/WarningAmberOutlined'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { PendingMark } from '../../../shared/model/pending-mark.ts'
import { usePendingWords } from './use-pending-words.ts'

interface PendingNoticeProps {
  readonly pending: PendingMark & { readonly fields: readonly string[] }
  readonly provider: string
  /** Shows the changes of this item in the outbox. */
  readonly onShow: () => void
}

/** Says what of an item is not sent yet, and leads to it. */
export function PendingNotice({ pending, provider, onShow }: PendingNoticeProps) {
  const { t } = useTranslation('items')
  const words = usePendingWords()
  const needsYou = pending.state === 'needs-you'
  const Icon = needsYou ? NeedsYouIcon : WaitingIcon
  const count = pending.kind === 'update' ? pending.fields.length : 0
  return (
    <Box sx={noticeLook}>
      <Icon aria-hidden color={needsYou ? 'warning' : 'info'} sx={{ fontSize: 18, mt: '1px' }} />
      <Typography variant="body2" sx={{ flex: 1, minWidth: 0 }}>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {words(pending)}.
        </Box>{' '}
        {count > 0 && `${t('pending.fields', { count, provider })} `}
        <Link
          component="button"
          type="button"
          variant="body2"
          sx={{ verticalAlign: 'baseline' }}
          onClick={onShow}
        >
          {t('pending.show')}
        </Link>
      </Typography>
    </Box>
  )
}

const noticeLook = {
  display: 'flex',
  gap: 1,
  alignItems: 'flex-start',
  mx: 2,
  mt: 1,
  px: 1.25,
  py: 0.75,
  borderRadius: 1,
  bgcolor: 'raised',
} as const
