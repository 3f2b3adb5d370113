import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import type { ListField } from '../../../../shared/model/list-field.ts'
import { isolated } from '../../../copy/isolated.ts'
import { FollowingPopper } from '../../../ui/FollowingPopper.tsx'
import { periods, spanUnits, type ValueShape } from './condition-values.ts'

interface ValueEditorProps {
  readonly shape: ValueShape
  readonly options: ListField['options']
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}

/** The most options that a condition names. */
const mostOptions = 100

/** What a condition tests for, entered as the test wants it. */
export function ValueEditor({ shape, options, values, onChange }: ValueEditorProps) {
  const { t } = useTranslation('filters')
  const [first = '', second = ''] = values
  const one = (type: 'text' | 'number' | 'date', label: string, index: number) => (
    <TextField
      type={type}
      label={label}
      value={values[index] ?? ''}
      onChange={({ target }) => {
        onChange(values.map((value, at) => (at === index ? target.value : value)))
      }}
      slotProps={{
        htmlInput: { maxLength: 500, ...(type === 'number' && { step: 'any' }) },
        // The browser draws the parts of a date where the label would lie.
        inputLabel: type === 'date' ? { shrink: true } : {},
      }}
    />
  )
  switch (shape) {
    case 'none':
      return null
    case 'text':
      return one('text', t('editor.value'), 0)
    case 'number':
      return one('number', t('editor.value'), 0)
    case 'day':
      return one('date', t('editor.value'), 0)
    case 'numbers':
    case 'days': {
      const type = shape === 'days' ? 'date' : 'number'
      return (
        <Box sx={{ display: 'flex', gap: 1 }}>
          {one(type, t('editor.from'), 0)}
          {one(type, t('editor.to'), 1)}
        </Box>
      )
    }
    case 'options':
      return <OptionsEditor options={options} values={values} onChange={onChange} />
    case 'span':
      return (
        <Box sx={{ display: 'flex', gap: 1 }}>
          <TextField
            type="number"
            label={t('editor.count')}
            value={first}
            onChange={({ target }) => {
              onChange([target.value, second])
            }}
            slotProps={{ htmlInput: { min: 1, max: 10_000, step: 1 } }}
          />
          <TextField
            select
            label={t('editor.unit')}
            value={second}
            onChange={({ target }) => {
              onChange([first, target.value])
            }}
          >
            {spanUnits.map((unit) => (
              <MenuItem key={unit} value={unit}>
                {t(`units.${unit}`)}
              </MenuItem>
            ))}
          </TextField>
        </Box>
      )
    case 'period':
      return (
        <TextField
          select
          label={t('editor.period')}
          value={first}
          onChange={({ target }) => {
            onChange([target.value])
          }}
        >
          {periods.map((period) => (
            <MenuItem key={period} value={period}>
              {t(`periods.${period}`)}
            </MenuItem>
          ))}
        </TextField>
      )
  }
}

/** Several of the options; where the provider tells none, values are typed. */
function OptionsEditor({ options, values, onChange }: Omit<ValueEditorProps, 'shape'>) {
  const { t } = useTranslation('filters')
  const labels = new Map(options.map(({ value, label }) => [value, label]))
  return (
    <Autocomplete<string, true, false, boolean>
      multiple
      freeSolo={options.length === 0}
      size="small"
      slots={{ popper: FollowingPopper }}
      disableCloseOnSelect
      options={options.map(({ value }) => value)}
      getOptionLabel={(value) => isolated(labels.get(value) ?? value)}
      getOptionKey={(value) => value}
      value={[...values]}
      onChange={(_event, chosen) => {
        onChange(chosen.slice(0, mostOptions).map((value) => value.toWellFormed()))
      }}
      noOptionsText={t('editor.noOption')}
      openText={t('editor.show')}
      closeText={t('editor.hide')}
      clearText={t('editor.clear')}
      limitTags={6}
      renderInput={(input) => <TextField {...input} label={t('editor.values')} />}
    />
  )
}
