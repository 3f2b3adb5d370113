import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useClientSettings, useProviders } from '../../api/use-providers.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { Section } from '../../ui/Section.tsx'
import { Setting } from './Setting.tsx'

/** Each service with the app by which Portolan is let in, and the way to set one. */
export function OAuthAppsSection() {
  const { t } = useTranslation('settings')
  const navigate = useNavigate()
  const providers = useProviders()
  return (
    <Section title={t('apps.title')} description={t('apps.description')}>
      {providers.isError && (
        <ErrorNotice {...problemOf(providers.error)} actions={{ retry: () => void providers.refetch() }} />
      )}
      <Setting id="apps">
        <Box
          component="ul"
          sx={{ m: 0, p: 0, listStyle: 'none', '& > li': { borderTop: 1, borderColor: 'divider' } }}
        >
          {providers.data?.map((provider) => (
            <AppRow key={provider.id} provider={provider} />
          ))}
        </Box>
      </Setting>
      <Box sx={{ borderTop: 1, borderColor: 'divider', pt: 1.5 }}>
        <Setting id="import">
          <Button
            variant="outlined"
            color="inherit"
            onClick={() => {
              void navigate({ to: '/settings/import' })
            }}
          >
            {t('apps.import')}
          </Button>
        </Setting>
      </Box>
    </Section>
  )
}

function AppRow({ provider }: { readonly provider: ProviderDescriptor }) {
  const { t } = useTranslation('settings')
  const navigate = useNavigate()
  const settings = useClientSettings(provider.id)
  const state = settings.data?.state
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 1.5, py: 1.25 }}>
      <ProviderMark name={provider.name} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 650 }}>{provider.name}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {settings.isError && t('apps.unknown')}
          {state !== undefined && t(`apps.state.${state}`, { clientId: settings.data?.clientId ?? '' })}
        </Typography>
      </Box>
      <Button
        sx={{ minWidth: 0, mr: -1.5 }}
        aria-label={t(state === 'missing' ? 'apps.setUpOf' : 'apps.openOf', { provider: provider.name })}
        onClick={() => {
          void navigate({ to: '/settings/apps/$providerId', params: { providerId: provider.id } })
        }}
      >
        {t(state === 'missing' ? 'apps.setUp' : 'apps.open')}
      </Button>
    </Box>
  )
}
