import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { useAppState } from '../../api/use-app-state.ts'
import { Section } from '../../ui/Section.tsx'
import { Facts } from './Facts.tsx'

/** Which version runs, and that nothing looks for another one. */
export function UpdatesSection() {
  const { t } = useTranslation('settings')
  const { version } = useAppState()
  return (
    <Section title={t('updates.title')}>
      <Facts
        facts={[
          { id: 'installed', name: t('updates.installed'), value: t('about.portolan', { version }) },
          { id: 'channel', name: t('updates.channel'), value: t('updates.channelNone') },
        ]}
      />
      <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1.5 }}>
        {t('updates.hint')}
      </Typography>
    </Section>
  )
}
