import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import type { FormField } from '../../../shared/model/contact.ts'
import { shownText } from '../../ui/field-value.ts'

interface ReadOnlyFieldProps {
  readonly field: FormField
  readonly value: string
  readonly provider: string
}

/** A field that only the provider sets, and why. */
export function ReadOnlyField({ field, value, provider }: ReadOnlyFieldProps) {
  const { t } = useTranslation('contacts')
  return (
    <TextField
      label={<bdi>{field.label}</bdi>}
      value={shownText(field, value, { yes: t('flag.yes'), no: t('flag.no') })}
      placeholder={t('notSet')}
      helperText={t(`readOnly.${field.readOnly ?? 'set-by-provider'}`, { provider })}
      multiline
      maxRows={6}
      sx={{ '& .MuiOutlinedInput-root': { bgcolor: 'raised' } }}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { readOnly: true, dir: 'auto' } }}
    />
  )
}
