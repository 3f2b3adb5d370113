import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import type { Preferences } from '../../shared/model/preferences.ts'

type Choice = Preferences['language']

/** In their own words, which whoever looks for one can read whatever language is in use. */
const names: Readonly<Record<Exclude<Choice, 'system'>, string>> = { en: 'English', de: 'Deutsch' }

interface LanguageChoiceProps {
  readonly value: Choice
  readonly onChange: (language: Choice) => void
}

export function LanguageChoice({ value, onChange }: LanguageChoiceProps) {
  const { t } = useTranslation('ui')
  return (
    <TextField
      select
      fullWidth={false}
      value={value}
      slotProps={{
        select: { SelectDisplayProps: { 'aria-label': t('language.label') } },
        input: { sx: { height: 34 } },
      }}
      onChange={(event) => {
        onChange(event.target.value as Choice)
      }}
    >
      <MenuItem value="system">{t('language.system')}</MenuItem>
      {Object.entries(names).map(([language, name]) => (
        <MenuItem key={language} value={language} lang={language}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  )
}
