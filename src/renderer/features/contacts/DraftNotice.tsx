import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { formatDayAndTime } from '../../ui/format.ts'

interface DraftNoticeProps {
  readonly atMs: number
  /** In how many of its fields something else is held now than when typing began. */
  readonly movedCount: number
  readonly onDiscard: () => void
}

/** Says that what was typed some time ago is back in the form. */
export function DraftNotice({ atMs, movedCount, onDiscard }: DraftNoticeProps) {
  const { t } = useTranslation('contacts')
  return (
    <Box role="status" sx={noticeLook}>
      <Typography variant="body2" sx={{ flex: 1, minWidth: 160 }}>
        {t('draft.restored', { when: formatDayAndTime(atMs) })}
        {movedCount > 0 && ` ${t('draft.moved', { count: movedCount })}`}
      </Typography>
      <Button onClick={onDiscard}>{t('draft.discard')}</Button>
    </Box>
  )
}

export const noticeLook = {
  display: 'flex',
  alignItems: 'center',
  flexWrap: 'wrap',
  gap: 1,
  px: 1.5,
  py: 0.75,
  borderRadius: 1,
  bgcolor: 'raised',
} as const
