import Button from '@mui/material/Button'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useClientSettings, useProviders } from '../../api/use-providers.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { CredentialsForm } from './CredentialsForm.tsx'
import { ProviderChooser } from './ProviderChooser.tsx'
import { SignInStep } from './SignInStep.tsx'

const route = getRouteApi('/shell/connections/new')

/** Connecting: which service, with which app credentials, then the sign-in itself. */
export function ConnectPage() {
  const { t } = useTranslation('connect')
  const { provider: chosenId, reconnect } = route.useSearch()
  const navigate = route.useNavigate()
  const providers = useProviders()
  const chosen = providers.data?.find((provider) => provider.id === chosenId)
  const hasChoice = reconnect === undefined && (providers.data?.length ?? 0) > 1

  return (
    <Page maxWidth={640}>
      {providers.isError && (
        <ErrorNotice {...problemOf(providers.error)} actions={{ retry: () => void providers.refetch() }} />
      )}
      {providers.data !== undefined && chosen === undefined && (
        <>
          <PageHeader title={t('chooser.title')} description={t('chooser.description')} takesFocus />
          <ProviderChooser
            providers={providers.data}
            onChoose={(provider) => {
              void navigate({ search: (search) => ({ ...search, provider }) })
            }}
          />
        </>
      )}
      {/* Another provider is another attempt: nothing typed or answered for the first may stay. */}
      {chosen !== undefined && <ConnectProvider key={chosen.id} provider={chosen} />}
      {chosen !== undefined && hasChoice && (
        <Button
          sx={{ alignSelf: 'flex-start' }}
          onClick={() => {
            void navigate({ search: ({ provider: _chosen, ...search }) => search })
          }}
        >
          {t('chooseAnother')}
        </Button>
      )}
    </Page>
  )
}

/** The steps for one provider: app credentials unless there are some, then the sign-in. */
function ConnectProvider({ provider }: { readonly provider: ProviderDescriptor }) {
  const { t } = useTranslation('connect')
  const { reconnect = null, returnTo } = route.useSearch()
  const { history } = useRouter()
  const client = useClientSettings(provider.id)
  const [isEditing, setIsEditing] = useState(false)
  const title = t(reconnect === null ? 'title' : 'reconnectTitle', { provider: provider.name })

  const leave = (): void => {
    history.push(returnTo ?? '/connections')
  }
  if (client.data === undefined) {
    return (
      <>
        <PageHeader title={title} />
        {client.isError && (
          <ErrorNotice
            {...problemOf(client.error)}
            provider={provider.name}
            actions={{ retry: () => void client.refetch() }}
          />
        )}
      </>
    )
  }

  const isGiven = client.data.state === 'given'
  const isSet = client.data.state !== 'missing'
  if (!isGiven && (!isSet || isEditing)) {
    const stopEditing = (): void => {
      setIsEditing(false)
    }
    return (
      <>
        <PageHeader
          key="credentials"
          title={title}
          description={t('credentials.description', { provider: provider.name })}
          takesFocus
        />
        <CredentialsForm
          provider={provider}
          redirectUri={client.data.redirectUris[0] ?? null}
          onSaved={stopEditing}
          onCancel={isSet ? stopEditing : leave}
        />
      </>
    )
  }
  return (
    <>
      <PageHeader key="sign-in" title={title} takesFocus />
      <SignInStep
        provider={provider}
        accountId={reconnect}
        onConnected={() => {
          history.replace(returnTo ?? '/items')
        }}
        onChangeCredentials={
          isGiven
            ? null
            : () => {
                setIsEditing(true)
              }
        }
        onLeave={leave}
      />
    </>
  )
}
