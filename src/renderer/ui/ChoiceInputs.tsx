import Autocomplete, {
  type AutocompleteRenderInputParams,
  createFilterOptions,
} from '@mui/material/Autocomplete'
import MenuItem from '@mui/material/MenuItem'
import TextField, { type TextFieldProps } from '@mui/material/TextField'
import { type HTMLAttributes, type Key, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormField } from '../../shared/model/contact.ts'
import { choicesIn, offeredOptions } from './field-value.ts'

interface Option {
  readonly value: string
  readonly label: string
}

export interface ChoiceInputProps {
  readonly field: FormField
  readonly value: string
  readonly isLocked: boolean
  readonly onChange: (value: string) => void
  /** What every kind of field has: id, label, helper text. */
  readonly common: TextFieldProps
}

/** More than these are searched, not scrolled. */
const mostInMenu = 12
/** So many of those that match are drawn. */
const filterOptions = createFilterOptions<Option>({ limit: 200, stringify: ({ label }) => label })

/** The option that somebody means who typed this and chose nothing: the one with this name, or the only one. */
function meantBy(typed: string, options: readonly Option[]): Option | undefined {
  const text = typed.trim().toLowerCase()
  if (text === '') return undefined
  const exact = options.find(({ label }) => label.toLowerCase() === text)
  const matching = options.filter(({ label }) => label.toLowerCase().includes(text))
  return exact ?? (matching.length === 1 ? matching[0] : undefined)
}

/** What was typed into a list of options counts however the field is left (U2): Tab, Enter, a click, Ctrl-S. */
function useTypedOption(options: readonly Option[], choose: (option: Option) => void) {
  const [typed, setTyped] = useState('')
  const settle = (): void => {
    const meant = meantBy(typed, options)
    setTyped('')
    if (meant !== undefined) choose(meant)
  }
  return {
    onInputChange: (_event: unknown, text: string, reason: string): void => {
      setTyped(reason === 'input' ? text : '')
    },
    onBlur: settle,
    onKeyDown: (event: KeyboardEvent): void => {
      const isSave = (event.ctrlKey || event.metaKey) && ['s', 'Enter'].includes(event.key)
      if (isSave || event.key === 'Enter') settle()
    },
  }
}

/** One of the options, or none. */
export function ChoiceInput(props: ChoiceInputProps) {
  const { field, value, isLocked, onChange, common } = props
  const { t } = useTranslation('contacts')
  const flags =
    field.kind === 'flag' && field.options.length === 0
      ? [
          { value: 'true', label: t('flag.yes'), isHidden: false },
          { value: 'false', label: t('flag.no'), isHidden: false },
        ]
      : field.options
  const options = offeredOptions({ ...field, options: flags }, [value])
  if (options.length > mostInMenu) return <SearchedChoice {...props} options={options} />
  return (
    <TextField
      {...common}
      select
      value={value}
      onChange={(event) => {
        onChange(event.target.value)
      }}
      slotProps={{
        ...common.slotProps,
        select: { readOnly: isLocked, displayEmpty: true, SelectDisplayProps: { id: common.id } },
      }}
    >
      <MenuItem value="">{t('notSet')}</MenuItem>
      {options.map((option) => (
        <MenuItem key={option.value} value={option.value}>
          <bdi>{option.label}</bdi>
        </MenuItem>
      ))}
    </TextField>
  )
}

function SearchedChoice({
  value,
  isLocked,
  onChange,
  common,
  options,
}: ChoiceInputProps & { readonly options: readonly Option[] }) {
  const { t } = useTranslation('contacts')
  const typing = useTypedOption(options, (option) => {
    onChange(option.value)
  })
  return (
    <Autocomplete<Option>
      {...typing}
      id={common.id ?? ''}
      size="small"
      options={options}
      value={options.find((option) => option.value === value) ?? null}
      isOptionEqualToValue={(one, other) => one.value === other.value}
      filterOptions={filterOptions}
      readOnly={isLocked}
      noOptionsText={t('noOption')}
      openText={t('showOptions')}
      closeText={t('hideOptions')}
      clearText={t('clear')}
      onChange={(_event, chosen) => {
        onChange(chosen?.value ?? '')
      }}
      renderOption={renderOption}
      slotProps={{ paper: { sx: listLook } }}
      renderInput={inputWith(common)}
    />
  )
}

/** Several of the options, joined as the provider writes them. */
export function ChoicesInput({ field, value, isLocked, onChange, common }: ChoiceInputProps) {
  const { t } = useTranslation('contacts')
  const chosen = choicesIn(value)
  const options = offeredOptions(field, chosen)
  const typing = useTypedOption(
    options.filter((option) => !chosen.includes(option.value)),
    (option) => {
      onChange([...chosen, option.value].join(';'))
    },
  )
  return (
    <Autocomplete<Option, true>
      {...typing}
      multiple
      id={common.id ?? ''}
      size="small"
      options={options}
      value={chosen.flatMap((one) => options.find((option) => option.value === one) ?? [])}
      isOptionEqualToValue={(one, other) => one.value === other.value}
      filterOptions={filterOptions}
      filterSelectedOptions
      disableCloseOnSelect
      readOnly={isLocked}
      noOptionsText={t('noOption')}
      openText={t('showOptions')}
      closeText={t('hideOptions')}
      clearText={t('clear')}
      onChange={(_event, many) => {
        onChange(many.map((option) => option.value).join(';'))
      }}
      renderOption={renderOption}
      slotProps={{ paper: { sx: listLook } }}
      renderInput={inputWith(common)}
    />
  )
}

/** By value: two options may have the same label. */
const renderOption = (
  { key: _key, ...props }: HTMLAttributes<HTMLLIElement> & { key: Key },
  option: Option,
) => (
  <li {...props} key={option.value}>
    <bdi>{option.label}</bdi>
  </li>
)

/** As the menus of the app look. */
const listLook = {
  mt: 0.5,
  border: 1,
  borderColor: 'divider',
  borderRadius: 2,
  boxShadow: '0 10px 30px rgba(8, 24, 36, 0.18)',
  fontSize: '0.875rem',
} as const

/** The field of a searched choice, with its label above what is chosen. */
const inputWith = (common: TextFieldProps) => (params: AutocompleteRenderInputParams) => (
  <TextField
    {...params}
    {...common}
    slotProps={{
      ...common.slotProps,
      ...params.slotProps,
      inputLabel: { ...params.slotProps.inputLabel, shrink: true },
    }}
  />
)
