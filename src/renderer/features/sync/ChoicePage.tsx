import Card from '@mui/material/Card'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { useProviders } from '../../api/use-providers.ts'
import { useLoadChoice, useSyncStatus } from '../../api/use-sync.ts'
import { BackButton } from '../../ui/BackButton.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { ChoiceEditor } from './ChoiceEditor.tsx'

const route = getRouteApi('/shell/sync/$accountId')

/** What is to be loaded of one account, and what becomes of what is here already. */
export function ChoicePage() {
  const { t } = useTranslation('sync')
  const { accountId } = route.useParams()
  const goUp = useWayUp()
  const accounts = useAccounts()
  const account = accounts.data?.find(({ id }) => id === accountId)
  const provider = useProviders().data?.find(({ id }) => id === account?.providerId)?.name ?? ''
  if (account === undefined) {
    return (
      <Page maxWidth={760}>
        <BackButton onClick={goUp}>{t('title')}</BackButton>
        <PageHeader title={t('choice.noAccount')} />
        {accounts.error !== null && <ErrorNotice {...problemOf(accounts.error)} />}
      </Page>
    )
  }
  return <KnownAccount key={account.id} accountId={account.id} label={account.label} provider={provider} />
}

function useWayUp(): () => void {
  const navigate = useNavigate()
  return () => void navigate({ to: '/sync' })
}

interface KnownAccountProps {
  readonly accountId: Parameters<typeof useLoadChoice>[0]
  readonly label: string
  readonly provider: string
}

function KnownAccount({ accountId, label, provider }: KnownAccountProps) {
  const { t } = useTranslation('sync')
  const goUp = useWayUp()
  const loaded = useLoadChoice(accountId)
  const streams = useSyncStatus().data?.find((one) => one.accountId === accountId)?.streams ?? []
  const head = (
    <>
      <BackButton onClick={goUp}>{t('title')}</BackButton>
      <PageHeader
        title={t('choice.title', { account: label })}
        description={t('choice.description', { provider })}
      />
    </>
  )
  if (loaded.data !== undefined && loaded.data.options.feeds.length > 0) {
    return (
      <ChoiceEditor
        accountId={accountId}
        provider={provider}
        saved={loaded.data.choice}
        options={loaded.data.options}
        streams={streams}
        head={head}
      />
    )
  }
  return (
    <Page maxWidth={760}>
      {head}
      {loaded.error !== null && (
        <ErrorNotice
          {...problemOf(loaded.error)}
          provider={provider}
          actions={{ retry: () => void loaded.refetch() }}
        />
      )}
      {loaded.data !== undefined && (
        <Card>
          <EmptyState title={t('choice.nothingKnown')}>{t('choice.nothingKnownBody')}</EmptyState>
        </Card>
      )}
    </Page>
  )
}
