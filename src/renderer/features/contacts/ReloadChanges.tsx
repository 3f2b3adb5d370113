import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { FormField } from '../../../shared/model/contact.ts'
import { shownText } from '../../ui/field-value.ts'
import { noticeLook } from './DraftNotice.tsx'

interface ReloadChangesProps {
  readonly provider: string
  readonly changes: readonly { readonly field: FormField; readonly from: string; readonly to: string }[]
}

/** What fetching the contact again has brought. */
export function ReloadChanges({ provider, changes }: ReloadChangesProps) {
  const { t } = useTranslation(['contacts', 'ui'])
  const words = { yes: t('flag.yes'), no: t('flag.no') }
  const shown = (field: FormField, value: string): string =>
    value === '' ? t('notSet') : shownText(field, value, words)
  return (
    <Box role="status" sx={{ ...noticeLook, mt: 1.5, display: 'block', bgcolor: 'background.paper' }}>
      <Typography variant="body2">
        {changes.length === 0
          ? t('held.same', { provider })
          : t('held.different', { provider, count: changes.length })}
      </Typography>
      {changes.length > 0 && (
        <Box component="ul" sx={{ m: 0, pl: 2.5, typography: 'body2' }}>
          {changes.map(({ field, from, to }) => (
            <Box component="li" key={field.name} sx={{ overflowWrap: 'anywhere' }}>
              {t('ui:differences.one', {
                field: field.label,
                from: shown(field, from),
                to: shown(field, to),
              })}
            </Box>
          ))}
        </Box>
      )}
    </Box>
  )
}
