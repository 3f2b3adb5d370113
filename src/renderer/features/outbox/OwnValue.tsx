import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import type { FormField } from '../../../shared/model/contact.ts'

/** Kinds for which a value can be entered in place; the others are set in the contact's form. */
const enteredHere: ReadonlySet<FormField['kind']> = new Set([
  'text',
  'long-text',
  'number',
  'date',
  'flag',
  'choice',
  'email',
  'phone',
  'address',
])

export const canBeEntered = (field: FormField | undefined): field is FormField =>
  field !== undefined && field.readOnly === null && enteredHere.has(field.kind)

interface OwnValueProps {
  readonly field: FormField
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A third value for a field that both sides have changed, entered as the field's kind wants it. */
export function OwnValue({ field, value, onChange }: OwnValueProps) {
  const { t } = useTranslation('outbox')
  const label = t('conflict.ownValue', { field: field.label })
  const choices =
    field.kind === 'flag'
      ? [
          { value: 'true', label: t('conflict.yes') },
          { value: 'false', label: t('conflict.no') },
        ]
      : field.options.filter((option) => !option.isHidden || option.value === value)
  const isChosen = field.kind === 'choice' || field.kind === 'flag'
  return (
    <TextField
      select={isChosen}
      multiline={field.kind === 'long-text'}
      type={field.kind === 'date' ? 'date' : 'text'}
      value={value}
      onChange={({ target }) => {
        onChange(target.value)
      }}
      slotProps={{
        htmlInput: { 'aria-label': label },
        ...(isChosen ? { select: { displayEmpty: true, SelectDisplayProps: { 'aria-label': label } } } : {}),
      }}
      sx={{ minWidth: 140 }}
    >
      {isChosen && (
        <MenuItem value="">
          <em>{t('difference.notSet')}</em>
        </MenuItem>
      )}
      {isChosen &&
        choices.map((choice) => (
          <MenuItem key={choice.value} value={choice.value}>
            <bdi>{choice.label}</bdi>
          </MenuItem>
        ))}
    </TextField>
  )
}
