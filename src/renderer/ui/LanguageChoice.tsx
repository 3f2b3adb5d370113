import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import { type Preferences, preferencesSchema } from '../../shared/model/preferences.ts'

/** Each language in its own words: whoever looks for theirs may not read the one that is on. */
const names = { en: 'English', de: 'Deutsch' } as const
const languages = preferencesSchema.shape.language.unwrap().options

interface LanguageChoiceProps {
  readonly value: Preferences['language']
  readonly onChange: (language: Preferences['language']) => void
}

export function LanguageChoice({ value, onChange }: LanguageChoiceProps) {
  const { t } = useTranslation('ui')
  return (
    <TextField
      select
      fullWidth={false}
      label={t('language.label')}
      value={value}
      onChange={(event) => {
        onChange(preferencesSchema.shape.language.parse(event.target.value))
      }}
      sx={{ minWidth: '11rem' }}
    >
      {languages.map((language) => (
        <MenuItem key={language} value={language} lang={language === 'system' ? undefined : language}>
          {language === 'system' ? t('language.system') : names[language]}
        </MenuItem>
      ))}
    </TextField>
  )
}
