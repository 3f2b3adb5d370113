import SearchIcon from '@mui/icons-material/Search'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { LanguageChoice } from '../../ui/LanguageChoice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { WorkOfflineSwitch } from '../../ui/WorkOfflineSwitch.tsx'
import { AppearanceSection } from './AppearanceSection.tsx'
import { Facts } from './Facts.tsx'
import { NotificationsSection } from './NotificationsSection.tsx'
import { NothingFound } from './NothingFound.tsx'
import { KeyboardSection } from './KeyboardSection.tsx'
import { OAuthAppsSection } from './OAuthAppsSection.tsx'
import { matchesWords } from './section-words.ts'
import { StorageSection } from './StorageSection.tsx'
import { type SectionId, useSectionWords } from './use-section-words.ts'
import { WorkspaceNamesForm } from './WorkspaceNamesForm.tsx'

/** Everything that can be set, and where things lie; found by the words of the sections. */
export function SettingsPage() {
  const { t } = useTranslation('settings')
  const { preferences, workspace, logDir, version, runtime } = useAppState()
  const setPreferences = useSetPreferences()
  const words = useSectionWords()
  const [typed, setTyped] = useState('')
  const sections: readonly (readonly [SectionId, ReactNode])[] = [
    [
      'general',
      workspace !== null && (
        <Section title={t('workspace.title')} description={t('workspace.description')}>
          {/* Names that came from elsewhere (the menu's dialog) start the form afresh. */}
          <WorkspaceNamesForm
            key={`${workspace.id} ${workspace.user} ${workspace.organisation}`}
            workspace={workspace}
          />
        </Section>
      ),
    ],
    ['apps', <OAuthAppsSection key="apps" />],
    ['appearance', <AppearanceSection key="appearance" />],
    [
      'language',
      <Section key="language" title={t('language.title')} description={t('language.hint')}>
        <LanguageChoice
          value={preferences.language}
          onChange={(language) => {
            setPreferences.mutate({ language })
          }}
        />
      </Section>,
    ],
    ['keyboard', <KeyboardSection key="keyboard" />],
    ['notifications', <NotificationsSection key="notifications" />],
    [
      'network',
      <Section key="network" title={t('network.title')}>
        <WorkOfflineSwitch
          isOn={preferences.workOffline}
          onChange={(workOffline) => {
            setPreferences.mutate({ workOffline })
          }}
        />
      </Section>,
    ],
    ['storage', <StorageSection key="storage" />],
    [
      'about',
      <Section key="about" title={t('about.title')}>
        <Facts
          facts={[
            { name: t('about.version'), value: t('about.portolan', { version }) },
            { name: t('about.runtime'), value: t('about.runtimeVersions', { ...runtime }) },
            { name: t('about.logDir'), value: logDir, isPath: true },
          ]}
        />
      </Section>,
    ],
  ]
  const found = sections.filter(([id]) => matchesWords(words[id], typed))
  return (
    <Page maxWidth={760}>
      <PageHeader title={t('title')} />
      <TextField
        type="search"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
        }}
        placeholder={t('search.placeholder')}
        slotProps={{
          htmlInput: { 'aria-label': t('search.label') },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon fontSize="small" />
              </InputAdornment>
            ),
          },
        }}
      />
      <VisuallyHidden role="status">
        {typed.trim() !== '' && t('search.found', { count: found.length })}
      </VisuallyHidden>
      {found.map(([id, section]) => (
        <Fragment key={id}>{section}</Fragment>
      ))}
      {found.length === 0 && (
        <NothingFound
          typed={typed}
          onClear={() => {
            setTyped('')
          }}
        />
      )}
    </Page>
  )
}
