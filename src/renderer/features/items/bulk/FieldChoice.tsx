import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormField } from '../../../../shared/model/contact.ts'
import { takeFocus } from '../../../ui/take-focus.ts'

interface FieldChoiceProps {
  /** Those of the account's form. */
  readonly fields: readonly FormField[]
  readonly chosen: FormField | null
  readonly onChoose: (field: FormField | null) => void
}

/** So many of those that match are drawn. */
const filterOptions = createFilterOptions<FormField>({
  limit: 200,
  stringify: ({ label, name }) => `${label} ${name}`,
})

/** The field that is to be changed: those that can be, main ones first, found by name. */
export function FieldChoice({ fields, chosen, onChoose }: FieldChoiceProps) {
  const { t } = useTranslation('bulk')
  const offered = useMemo(() => {
    const editable = fields.filter(({ readOnly }) => readOnly === null)
    return editable.toSorted((one, other) => Number(other.isMain) - Number(one.isMain))
  }, [fields])
  return (
    <Autocomplete<FormField>
      size="small"
      options={offered}
      value={chosen}
      autoHighlight
      filterOptions={filterOptions}
      getOptionLabel={({ label }) => label}
      isOptionEqualToValue={(one, other) => one.name === other.name}
      noOptionsText={t('field.none')}
      openText={t('field.show')}
      closeText={t('field.hide')}
      clearText={t('field.clear')}
      onChange={(_event, field) => {
        onChoose(field)
      }}
      renderOption={({ key: _key, ...props }, field) => (
        <li {...props} key={field.name}>
          <bdi>{field.label}</bdi>
          {field.group !== null && (
            <Box component="bdi" sx={{ ml: 1, color: 'text.secondary', fontSize: '0.75rem' }}>
              {field.group}
            </Box>
          )}
        </li>
      )}
      renderInput={(params) => <TextField {...params} label={t('field.label')} inputRef={takeFocus} />}
    />
  )
}
