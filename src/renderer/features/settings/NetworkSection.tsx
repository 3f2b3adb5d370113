import { useTranslation } from 'react-i18next'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { Section } from '../../ui/Section.tsx'
import { WorkOfflineSwitch } from '../../ui/WorkOfflineSwitch.tsx'
import { Setting } from './Setting.tsx'

/** Whether the app talks to anybody. */
export function NetworkSection() {
  const { t } = useTranslation('settings')
  const { preferences } = useAppState()
  const { mutate: set } = useSetPreferences()
  return (
    <Section title={t('network.title')}>
      <Setting id="work-offline">
        <WorkOfflineSwitch
          isOn={preferences.workOffline}
          onChange={(workOffline) => {
            set({ workOffline })
          }}
        />
      </Setting>
    </Section>
  )
}
