import { useTranslation } from 'react-i18next'
import { useAppState } from '../../api/use-app-state.ts'
import { Section } from '../../ui/Section.tsx'
import { Facts } from './Facts.tsx'

/** What runs, and where it writes. */
export function AboutSection() {
  const { t } = useTranslation('settings')
  const { logDir, version, runtime } = useAppState()
  return (
    <Section title={t('about.title')}>
      <Facts
        facts={[
          { id: 'version', name: t('about.version'), value: t('about.portolan', { version }) },
          { id: 'runtime', name: t('about.runtime'), value: t('about.runtimeVersions', { ...runtime }) },
          { id: 'log-folder', name: t('about.logDir'), value: logDir, isPath: true },
        ]}
      />
    </Section>
  )
}
