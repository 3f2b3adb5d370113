import { useTranslation } from 'react-i18next'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { LanguageChoice } from '../../ui/LanguageChoice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { ThemeChoice } from '../../ui/ThemeChoice.tsx'
import { WorkOfflineSwitch } from '../../ui/WorkOfflineSwitch.tsx'
import { Facts } from './Facts.tsx'
import { OAuthAppsSection } from './OAuthAppsSection.tsx'
import { StorageSection } from './StorageSection.tsx'
import { WorkspaceNamesForm } from './WorkspaceNamesForm.tsx'

/** Everything that can be set, and where things lie. */
export function SettingsPage() {
  const { t } = useTranslation('settings')
  const { preferences, workspace, logDir, version, runtime } = useAppState()
  const setPreferences = useSetPreferences()
  return (
    <Page maxWidth={760}>
      <PageHeader title={t('title')} />
      {workspace !== null && (
        <Section title={t('workspace.title')} description={t('workspace.description')}>
          {/* Names that came from elsewhere (the menu's dialog) start the form afresh. */}
          <WorkspaceNamesForm
            key={`${workspace.id} ${workspace.user} ${workspace.organisation}`}
            workspace={workspace}
          />
        </Section>
      )}
      <OAuthAppsSection />
      <Section title={t('appearance.title')}>
        <ThemeChoice
          value={preferences.theme}
          onChange={(theme) => {
            setPreferences.mutate({ theme })
          }}
        />
      </Section>
      <Section title={t('language.title')} description={t('language.description')}>
        <LanguageChoice
          value={preferences.language}
          onChange={(language) => {
            setPreferences.mutate({ language })
          }}
        />
      </Section>
      <Section title={t('network.title')}>
        <WorkOfflineSwitch
          isOn={preferences.workOffline}
          onChange={(workOffline) => {
            setPreferences.mutate({ workOffline })
          }}
        />
      </Section>
      <StorageSection />
      <Section title={t('about.title')}>
        <Facts
          facts={[
            { name: t('about.version'), value: t('about.portolan', { version }) },
            { name: t('about.runtime'), value: t('about.runtimeVersions', { ...runtime }) },
            { name: t('about.logDir'), value: logDir, isPath: true },
          ]}
        />
      </Section>
    </Page>
  )
}
