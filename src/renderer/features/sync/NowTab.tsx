import HubIcon from '@mui/icons-material/CableOutlined'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { useItemCounts } from '../../api/use-items.ts'
import { useProviders } from '../../api/use-providers.ts'
import { useSyncStatus } from '../../api/use-sync.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { SyncCard } from './SyncCard.tsx'

const route = getRouteApi('/shell/sync')

/** A card an account: how each part of it stands now, and what can be done about it. */
export function NowTab() {
  const { t } = useTranslation('sync')
  const navigate = useNavigate()
  const { account: pointedAccount, feed: pointedFeed } = route.useSearch()
  const accounts = useAccounts()
  const providers = useProviders()
  const statuses = useSyncStatus()
  const counts = useItemCounts()
  const failure = accounts.error ?? providers.error ?? statuses.error ?? counts.error
  return (
    <>
      {failure !== null && (
        <ErrorNotice
          {...problemOf(failure)}
          actions={{
            retry: () => {
              for (const query of [accounts, providers, statuses, counts]) {
                if (query.isError) void query.refetch()
              }
            },
          }}
        />
      )}
      {accounts.data?.length === 0 && (
        <Card>
          <EmptyState
            icon={<HubIcon />}
            title={t('empty.title')}
            actions={
              <Button variant="contained" onClick={() => void navigate({ to: '/connections/new' })}>
                {t('empty.connect')}
              </Button>
            }
          >
            {t('empty.body')}
          </EmptyState>
        </Card>
      )}
      {statuses.data !== undefined &&
        accounts.data?.map((account) => (
          <SyncCard
            key={account.id}
            account={account}
            provider={providers.data?.find((one) => one.id === account.providerId) ?? null}
            status={statuses.data.find((one) => one.accountId === account.id) ?? null}
            askedAtMs={statuses.dataUpdatedAt}
            counts={counts.data?.filter((one) => one.accountId === account.id) ?? []}
            isPointedAt={account.id === pointedAccount && pointedFeed === undefined}
            pointedFeed={account.id === pointedAccount ? (pointedFeed ?? null) : null}
          />
        ))}
    </>
  )
}
