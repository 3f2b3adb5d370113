import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../ui/format.ts'
import type { Removal } from './load-choice-form.ts'

/** What becomes of what is here once a choice is saved; nothing where nothing is here. */
export function RemovalHint({ removed }: { readonly removed: readonly Removal[] }) {
  const { t } = useTranslation('sync')
  const count = removed.reduce((sum, removal) => sum + removal.count, 0)
  if (count === 0) return null
  return (
    <Box component="span" sx={{ color: 'warning.main', fontWeight: 600 }}>
      {t('choice.types.removes', { count, shown: formatCount(count) })}
    </Box>
  )
}
