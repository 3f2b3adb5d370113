import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import { problemOf } from '../../api/client.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { type ImportSteps, useImport, useImportSteps } from '../../api/use-import.ts'
import { useProviders } from '../../api/use-providers.ts'
import { contactAccounts } from '../../ui/contact-accounts.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { ChosenFile } from './ChosenFile.tsx'

/** Takes contacts from a CSV file: chosen, mapped, checked, and only then noted to be sent. */
export function ImportPage() {
  const { t } = useTranslation('importing')
  const accounts = useAccounts().data
  const providers = useProviders().data
  const found = useImport()
  const steps = useImportSteps()
  const isReady = accounts !== undefined && providers !== undefined && found.data !== undefined
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} />
      {found.error !== null && (
        <ErrorNotice {...problemOf(found.error)} actions={{ retry: () => void found.refetch() }} />
      )}
      {!isReady && found.error === null && <LinearProgress aria-label={t('loading')} />}
      {isReady && (
        <>
          <FileChoice accounts={contactAccounts(accounts, providers)} steps={steps} state={found.data} />
          {found.data !== null && (
            // Another file begins with choices of its own.
            <ChosenFile key={keyOf(found.data)} state={found.data} steps={steps} />
          )}
        </>
      )}
    </Page>
  )
}

type FoundState = ReturnType<typeof useImport>['data']

const keyOf = ({ file }: NonNullable<FoundState>): string =>
  JSON.stringify([file.accountId, file.fileName, file.bytes, file.headers])

interface FileChoiceProps {
  readonly accounts: readonly Account[]
  readonly steps: ImportSteps
  readonly state: FoundState
}

function FileChoice({ accounts, steps, state }: FileChoiceProps) {
  const { t } = useTranslation('importing')
  const [chosen, setChosen] = useState<string | null>(null)
  const account = accounts.find(({ id }) => id === chosen) ?? accounts[0]
  const isBusy = state?.phase === 'checking' || state?.phase === 'noting'
  const choose = (): void => {
    if (account !== undefined) steps.choose.mutate(account.id)
  }
  return (
    <Section title={t('file.title')} description={t('file.description')}>
      {account === undefined ? (
        <Typography>{t('file.noAccount')}</Typography>
      ) : (
        <>
          {accounts.length > 1 && (
            <TextField
              select
              size="small"
              label={t('file.account')}
              value={account.id}
              sx={{ mb: 2, minWidth: 240 }}
              onChange={(event) => {
                setChosen(event.target.value)
              }}
            >
              {accounts.map(({ id, label }) => (
                <MenuItem key={id} value={id}>
                  <bdi>{label}</bdi>
                </MenuItem>
              ))}
            </TextField>
          )}
          <div>
            <Button
              variant={state == null ? 'contained' : 'outlined'}
              disabled={isBusy}
              loading={steps.choose.isPending}
              onClick={choose}
            >
              {state == null ? t('file.choose') : t('file.another')}
            </Button>
          </div>
        </>
      )}
      {steps.choose.error !== null && (
        <ErrorNotice {...problemOf(steps.choose.error)} actions={{ retry: choose }} />
      )}
    </Section>
  )
}
