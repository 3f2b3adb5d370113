import AddIcon from '@mui/icons-material/Add'
import HubIcon from '@mui/icons-material/CableOutlined'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { useItemCounts } from '../../api/use-items.ts'
import { useProviders } from '../../api/use-providers.ts'
import { useSyncStatus } from '../../api/use-sync.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { AccountCard } from './AccountCard.tsx'
import { HistoryDialog } from './HistoryDialog.tsx'
import { type DisconnectionOutcome, OutcomeNotice } from './OutcomeNotice.tsx'

/** Every connected account of the workspace and how its loading stands. */
export function ConnectionsPage() {
  const { t } = useTranslation('connections')
  const navigate = useNavigate()
  const accounts = useAccounts()
  const providers = useProviders()
  const statuses = useSyncStatus()
  const counts = useItemCounts()
  const [outcome, setOutcome] = useState<DisconnectionOutcome | null>(null)
  const [isHistoryOpen, setIsHistoryOpen] = useState(false)
  const failure = accounts.error ?? providers.error ?? statuses.error ?? counts.error

  const connectButton = (
    <Button
      variant="contained"
      startIcon={<AddIcon />}
      onClick={() => void navigate({ to: '/connections/new' })}
    >
      {t('connect')}
    </Button>
  )
  const isEmpty = accounts.data?.length === 0

  return (
    <Page>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            <Button
              variant="outlined"
              color="inherit"
              onClick={() => {
                setIsHistoryOpen(true)
              }}
            >
              {t('history.open')}
            </Button>
            {!isEmpty && connectButton}
          </>
        }
      />
      {outcome !== null && (
        <OutcomeNotice
          outcome={outcome}
          onDismiss={() => {
            setOutcome(null)
          }}
        />
      )}
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
      {isEmpty && (
        <Card>
          <EmptyState icon={<HubIcon />} title={t('empty.title')} actions={connectButton}>
            {t('empty.body')}
          </EmptyState>
        </Card>
      )}
      {accounts.data?.map((account) => (
        <AccountCard
          key={account.id}
          account={account}
          provider={providers.data?.find((one) => one.id === account.providerId) ?? null}
          status={statuses.data?.find((one) => one.accountId === account.id) ?? null}
          counts={counts.data?.filter((one) => one.accountId === account.id) ?? []}
          onDisconnected={setOutcome}
        />
      ))}
      {isHistoryOpen && (
        <HistoryDialog
          account={null}
          onClose={() => {
            setIsHistoryOpen(false)
          }}
        />
      )}
    </Page>
  )
}
