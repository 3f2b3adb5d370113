import { useTranslation } from 'react-i18next'
import { useAppState } from '../../api/use-app-state.ts'
import { useBuildFacts } from '../../api/use-diagnostics.ts'
import { useStorage } from '../../api/use-storage.ts'
import { Section } from '../../ui/Section.tsx'
import { Facts } from './Facts.tsx'
import { LicencesCard } from './LicencesCard.tsx'

/** What runs, and what it is made of. */
export function AboutSection() {
  const { t } = useTranslation('settings')
  const { version, runtime } = useAppState()
  const build = useBuildFacts().data
  const engine = useStorage().data?.engine
  return (
    <>
      <Section title={t('about.title')}>
        <Facts
          facts={[
            { id: 'version', name: t('about.version'), value: t('about.portolan', { version }) },
            {
              id: 'channel',
              name: t('about.channel'),
              value: build === undefined ? '' : t(`about.channels.${build.channel}`),
            },
            { id: 'commit', name: t('about.commit'), value: build?.commit ?? t('about.noCommit') },
            { id: 'runtime', name: t('about.runtime'), value: t('about.runtimeVersions', { ...runtime }) },
            ...(engine === undefined
              ? []
              : [{ id: 'engine', name: t('about.engine'), value: t('about.engineVersions', { ...engine }) }]),
          ]}
        />
      </Section>
      <LicencesCard licences={build?.licences ?? []} />
    </>
  )
}
