import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useRemoveClient } from '../../api/use-clients.ts'
import { useClientSettings, useProviders } from '../../api/use-providers.ts'
import { BackButton } from '../../ui/BackButton.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { ClientEditor } from './ClientEditor.tsx'
import { ClientTestSection } from './ClientTestSection.tsx'
import { RemoveClient } from './RemoveClient.tsx'

const route = getRouteApi('/shell/settings/apps/$providerId')

/** The user's own OAuth app at one service: how to get one, what is set, whether it works. */
export function OAuthAppPage() {
  const { t } = useTranslation('settings')
  const { providerId } = route.useParams()
  const navigate = useNavigate()
  const providers = useProviders()
  const provider = providers.data?.find(({ id }) => id === providerId)
  return (
    <Page maxWidth={760}>
      <BackButton
        onClick={() => void navigate({ to: '/settings/$section', params: { section: 'accounts' } })}
      >
        {t('title')}
      </BackButton>
      {providers.isError && (
        <ErrorNotice {...problemOf(providers.error)} actions={{ retry: () => void providers.refetch() }} />
      )}
      {providers.data !== undefined && provider === undefined && (
        <EmptyState title={t('app.unknownTitle')}>{t('app.unknownBody')}</EmptyState>
      )}
      {/* Another service is another form: nothing typed for the first may stay. */}
      {provider !== undefined && <AppOf key={provider.id} provider={provider} />}
    </Page>
  )
}

function AppOf({ provider }: { readonly provider: ProviderDescriptor }) {
  const { t } = useTranslation('settings')
  const settings = useClientSettings(provider.id)
  const removal = useRemoveClient()
  const name = { provider: provider.name }
  const { data } = settings
  return (
    <>
      <PageHeader title={t('app.title', name)} description={t('app.description', name)} />
      {settings.isError && (
        <ErrorNotice
          {...problemOf(settings.error)}
          provider={provider.name}
          actions={{ retry: () => void settings.refetch() }}
        />
      )}
      {data?.state === 'given' && (
        <Section title={t('app.givenTitle')}>
          <Typography>{t('app.given', name)}</Typography>
        </Section>
      )}
      {data !== undefined && data.state !== 'given' && (
        // An app that was removed leaves nothing in the form for the next one.
        <ClientEditor
          key={removal.isSuccess ? removal.submittedAt : 'first'}
          provider={provider}
          settings={data}
        />
      )}
      {data !== undefined && data.state !== 'missing' && <ClientTestSection provider={provider} />}
      {data?.state === 'set' && <RemoveClient provider={provider} removal={removal} />}
    </>
  )
}
