import { useTranslation } from 'react-i18next'
import type { Preferences } from '../../shared/model/preferences.ts'
import { ToggleChoice } from './ToggleChoice.tsx'

const themes = ['system', 'light', 'dark'] as const

interface ThemeChoiceProps {
  readonly value: Preferences['theme']
  readonly onChange: (theme: Preferences['theme']) => void
  readonly hasLabel?: boolean
}

export function ThemeChoice({ value, onChange, hasLabel = false }: ThemeChoiceProps) {
  const { t } = useTranslation('ui')
  return (
    <ToggleChoice
      label={t('theme.label')}
      hasLabel={hasLabel}
      value={value}
      options={themes.map((theme) => ({ value: theme, label: t(`theme.${theme}`) }))}
      onChange={onChange}
    />
  )
}
