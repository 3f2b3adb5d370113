import { useTranslation } from 'react-i18next'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { Section } from '../../ui/Section.tsx'
import { LoginStartSetting } from './LoginStartSetting.tsx'
import { Setting } from './Setting.tsx'
import { SwitchSetting } from './SwitchSetting.tsx'
import { WorkspaceNamesForm } from './WorkspaceNamesForm.tsx'

/** Who the workspace is for, and how the app starts. */
export function GeneralSection() {
  const { t } = useTranslation('settings')
  const { preferences, workspace } = useAppState()
  const { mutate: set } = useSetPreferences()
  return (
    <>
      {workspace !== null && (
        <Section title={t('workspace.title')} description={t('workspace.description')}>
          <Setting id="names">
            {/* Names that came from elsewhere (the menu's dialog) start the form afresh. */}
            <WorkspaceNamesForm
              key={`${workspace.id} ${workspace.user} ${workspace.organisation}`}
              workspace={workspace}
            />
          </Setting>
        </Section>
      )}
      <Section title={t('general.startTitle')}>
        <SwitchSetting
          id="reopen"
          label={t('general.reopen')}
          hint={t('general.reopenHint')}
          isOn={preferences.reopensPlace}
          onChange={(reopensPlace) => {
            set({ reopensPlace })
          }}
        />
        <LoginStartSetting />
      </Section>
    </>
  )
}
