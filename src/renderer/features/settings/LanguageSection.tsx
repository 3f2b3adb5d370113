import { useTranslation } from 'react-i18next'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { LanguageChoice } from '../../ui/LanguageChoice.tsx'
import { Section } from '../../ui/Section.tsx'
import { Setting } from './Setting.tsx'

export function LanguageSection() {
  const { t } = useTranslation('settings')
  const { preferences } = useAppState()
  const { mutate: set } = useSetPreferences()
  return (
    <Section title={t('language.title')} description={t('language.hint')}>
      <Setting id="language">
        <LanguageChoice
          value={preferences.language}
          onChange={(language) => {
            set({ language })
          }}
        />
      </Setting>
    </Section>
  )
}
