import { useTranslation } from 'react-i18next'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { Section } from '../../ui/Section.tsx'
import { SwitchSetting } from './SwitchSetting.tsx'

/** Whether the computer's own notices are shown, and what they say. */
export function NotificationsSection() {
  const { t } = useTranslation('settings')
  const { preferences } = useAppState()
  const { mutate: set } = useSetPreferences()
  return (
    <Section title={t('notifications.title')}>
      <SwitchSetting
        id="system-notices"
        label={t('notifications.system')}
        hint={t('notifications.systemHint')}
        isOn={preferences.hasSystemNotices}
        onChange={(hasSystemNotices) => {
          set({ hasSystemNotices })
        }}
      />
    </Section>
  )
}
