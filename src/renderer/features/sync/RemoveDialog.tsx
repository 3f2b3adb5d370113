import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatCount } from '../../ui/format.ts'
import type { Removal } from './load-choice-form.ts'
import { useStreamWords } from './stream-words.ts'

interface RemoveDialogProps {
  readonly provider: string
  readonly removed: readonly Removal[]
  readonly isBusy: boolean
  readonly problem: Problem | null
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** So many are named; the others are counted. */
const mostNamed = 8

/** Asks before a choice takes something away from this computer, and says how much of what. */
export function RemoveDialog({ provider, removed, isBusy, problem, onConfirm, onCancel }: RemoveDialogProps) {
  const { t } = useTranslation('sync')
  const words = useStreamWords()
  const rest = removed.slice(mostNamed)
  return (
    <ConfirmDialog
      isOpen
      title={t('choice.removeDialog.title')}
      confirmLabel={t('choice.removeDialog.confirm')}
      cancelLabel={t('choice.removeDialog.cancel')}
      isBusy={isBusy}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <Typography variant="body2">{t('choice.removeDialog.body')}</Typography>
      <Box component="ul" sx={{ my: 1, pl: 2.5, typography: 'body2', overflowWrap: 'anywhere' }}>
        {removed.slice(0, mostNamed).map((removal) => (
          <li key={`${removal.feed ?? ''} ${removal.type}`}>
            {t(removal.feed === null ? 'choice.removeDialog.overCap' : 'choice.removeDialog.line', {
              what: words.name(removal),
              shown: formatCount(removal.count),
            })}
          </li>
        ))}
        {rest.length > 0 && (
          <li>
            {t('choice.removeDialog.rest', {
              count: rest.length,
              shown: formatCount(rest.reduce((sum, { count }) => sum + count, 0)),
            })}
          </li>
        )}
      </Box>
      <Typography variant="body2">{t('choice.removeDialog.safe', { provider })}</Typography>
      {problem !== null && (
        <Box sx={{ mt: 2 }}>
          <ErrorNotice {...problem} provider={provider} />
        </Box>
      )}
    </ConfirmDialog>
  )
}
