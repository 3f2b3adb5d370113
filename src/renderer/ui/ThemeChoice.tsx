import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useTranslation } from 'react-i18next'
import type { Preferences } from '../../shared/model/preferences.ts'

type Theme = Preferences['theme']
const themes: readonly Theme[] = ['system', 'light', 'dark']

interface ThemeChoiceProps {
  readonly value: Theme
  readonly onChange: (theme: Theme) => void
}

export function ThemeChoice({ value, onChange }: ThemeChoiceProps) {
  const { t } = useTranslation('ui')
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={value}
      aria-label={t('theme.label')}
      onChange={(_event, chosen: Theme | null) => {
        // Null means that the pressed one was pressed again: there is always one theme.
        if (chosen !== null) onChange(chosen)
      }}
    >
      {themes.map((theme) => (
        <ToggleButton key={theme} value={theme}>
          {t(`theme.${theme}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
