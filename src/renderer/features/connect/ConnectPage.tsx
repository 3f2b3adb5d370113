import Button from '@mui/material/Button'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useProviders } from '../../api/use-providers.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { ConnectProvider } from './ConnectProvider.tsx'
import { ProviderChooser } from './ProviderChooser.tsx'

const route = getRouteApi('/shell/connections/new')

/** Connecting: which service, then the steps of that one. */
export function ConnectPage() {
  const { t } = useTranslation('connect')
  const { provider: chosenId, reconnect, access, returnTo } = route.useSearch()
  const router = useRouter()
  const { history } = router
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
      {chosen !== undefined && (
        <ConnectProvider
          key={chosen.id}
          provider={chosen}
          accountId={reconnect ?? null}
          wantedAccess={access ?? null}
          onConnected={() => {
            // Whoever has gone on meanwhile is not to be brought back.
            const isHere = router.latestLocation.pathname === '/connections/new'
            if (isHere) history.replace(returnTo ?? '/items')
          }}
          onLeave={() => {
            history.push(returnTo ?? '/connections')
          }}
        />
      )}
      {chosen !== undefined && hasChoice && (
        <Button
          sx={{ alignSelf: 'flex-start', ml: -1.5 }}
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
