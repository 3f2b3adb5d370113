import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountId } from '../../../shared/model/account.ts'
import type { Access, ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { useClientSettings } from '../../api/use-providers.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { CredentialsForm } from './CredentialsForm.tsx'
import { SignInChoices } from './SignInChoices.tsx'
import { TokenForm } from './TokenForm.tsx'

interface ConnectProviderProps {
  readonly provider: ProviderDescriptor
  /** The account to reconnect; null connects a new one. */
  readonly accountId: AccountId | null
  /** What is to be asked for; null proposes what was asked for last. */
  readonly wantedAccess: Access | null
  readonly onConnected: () => void
  readonly onLeave: () => void
}

/** The steps for one provider: app credentials unless there are some, or a token; then the sign-in. */
export function ConnectProvider(props: ConnectProviderProps) {
  const { provider, accountId, onConnected, onLeave } = props
  const { t } = useTranslation('connect')
  const client = useClientSettings(provider.id)
  const accounts = useAccounts()
  /** Where the person went by themselves; null takes the step that is due. */
  const [chosenStep, setChosenStep] = useState<'credentials' | 'token' | 'sign-in' | null>(null)
  const account = accounts.data?.find((one) => one.id === accountId) ?? null
  const names = { provider: provider.name, account: account?.label ?? '', id: account?.externalId ?? '' }
  const title = t(accountId === null ? 'title' : 'reconnectTitle', names)
  const failed = client.isError ? client : accounts.isError ? accounts : null

  if (failed !== null || client.data === undefined || accounts.data === undefined) {
    return (
      <>
        <PageHeader title={title} />
        {failed !== null && (
          <ErrorNotice
            {...problemOf(failed.error)}
            provider={provider.name}
            actions={{ retry: () => void failed.refetch() }}
          />
        )}
      </>
    )
  }

  const isSet = client.data.state !== 'missing'
  const goTo = (step: typeof chosenStep) => (): void => {
    setChosenStep(step)
  }
  // An account that lives on a pasted token is renewed by another one, unless the person wants it otherwise.
  const step = chosenStep ?? (account?.source === 'pasted-token' ? 'token' : 'sign-in')
  const offerToken = provider.capabilities.pastedToken ? goTo('token') : null
  const again = account === null ? undefined : t('reconnectDescription', names)

  if (step === 'token') {
    return (
      <>
        <PageHeader key="token" title={title} description={again ?? t('token.title', names)} takesFocus />
        <TokenForm
          provider={provider}
          accountId={accountId}
          onConnected={onConnected}
          onBack={goTo('sign-in')}
        />
      </>
    )
  }
  if (!isSet || step === 'credentials') {
    return (
      <>
        <PageHeader
          key="credentials"
          title={title}
          description={t('credentials.description', names)}
          takesFocus
        />
        <CredentialsForm
          provider={provider}
          settings={client.data}
          onSaved={goTo('sign-in')}
          onCancel={isSet ? goTo('sign-in') : onLeave}
          onPasteToken={offerToken}
        />
      </>
    )
  }
  return (
    <>
      <PageHeader key="sign-in" title={title} description={again} takesFocus />
      <SignInChoices
        provider={provider}
        client={client.data}
        account={account}
        wantedAccess={props.wantedAccess}
        onConnected={onConnected}
        onChangeCredentials={goTo('credentials')}
        onPasteToken={offerToken}
        onLeave={onLeave}
      />
    </>
  )
}
