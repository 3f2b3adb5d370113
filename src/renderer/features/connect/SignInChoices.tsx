import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { ClientSettings } from '../../../shared/model/client-settings.ts'
import type { Access, ProviderDescriptor } from '../../../shared/model/provider.ts'
import type { SignInPlace } from '../../../shared/model/sign-in.ts'
import { problemOf } from '../../api/client.ts'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { takeFocus } from '../../ui/take-focus.ts'
import { AccessChoice } from './AccessChoice.tsx'
import { PlaceChoice } from './PlaceChoice.tsx'
import { SignInProgress } from './SignInProgress.tsx'
import { useScopeChoice } from './use-scope-choice.ts'
import { useSignIn } from './use-sign-in.ts'

interface SignInChoicesProps {
  readonly provider: ProviderDescriptor
  readonly client: ClientSettings
  /** The account to reconnect; null connects a new one. */
  readonly account: Account | null
  /** What is to be asked for; null proposes what was asked for last. */
  readonly wantedAccess: Access | null
  readonly onConnected: () => void
  readonly onChangeCredentials: () => void
  /** Null where the provider takes no token. */
  readonly onPasteToken: (() => void) | null
  readonly onLeave: () => void
}

/** What to ask for and where to sign in; the sign-in itself; and how it failed, above the same choices. */
export function SignInChoices(props: SignInChoicesProps) {
  const { provider, client, account } = props
  const { t } = useTranslation('connect')
  const { workOffline, signInPlace } = useAppState().preferences
  const { mutate: setPreferences } = useSetPreferences()
  const choice = useScopeChoice(provider, client.choice, props.wantedAccess ?? account?.access ?? null)
  const signIn = useSignIn(props.onConnected)
  const { request, failure, begin } = signIn
  const choices = useRef<HTMLDivElement>(null)

  if (signIn.isRunning && request !== null) {
    return (
      <SignInProgress
        provider={provider.name}
        begunAt={request.place}
        status={signIn.status}
        onCancel={signIn.cancel}
      />
    )
  }

  /** With what the choices say now, which may have been mended since the last try. */
  const askAt = (place: SignInPlace): void => {
    if (choice.problem !== null) return
    begin({
      providerId: provider.id,
      accountId: account?.id ?? null,
      place,
      access: choice.access,
      scopes: choice.isEdited ? choice.request : null,
    })
  }
  const again = (): void => {
    askAt(request?.place ?? 'window')
  }
  const goOnline = (): void => {
    setPreferences({ workOffline: false })
    // The notice with the pressed button goes away.
    choices.current?.focus()
  }
  return (
    <>
      {failure !== null && !workOffline && (
        // The button that had the focus is gone; what it led to takes it over.
        <Box tabIndex={-1} ref={takeFocus}>
          <ErrorNotice
            {...problemOf(failure)}
            provider={provider.name}
            actions={{
              retry: again,
              reconnect: again,
              'work-online': goOnline,
              'use-window': () => {
                askAt('window')
              },
              ...(client.state === 'given' ? {} : { 'set-client': props.onChangeCredentials }),
            }}
          />
        </Box>
      )}
      <Card ref={choices} tabIndex={-1} sx={{ p: 3, display: 'flex', flexDirection: 'column', gap: 3 }}>
        <AccessChoice provider={provider} choice={choice} />
        {workOffline && (
          <ErrorNotice
            error={{ kind: 'working-offline' }}
            reference={null}
            provider={provider.name}
            actions={{ 'work-online': goOnline }}
          />
        )}
        <PlaceChoice
          provider={provider.name}
          remembered={signInPlace}
          isDisabled={workOffline || choice.problem !== null}
          onChoose={askAt}
          onLeave={props.onLeave}
        />
      </Card>
      <Box sx={{ display: 'flex', ml: -1.5, flexWrap: 'wrap', '&:empty': { display: 'none' } }}>
        {client.state === 'set' && (
          <Button onClick={props.onChangeCredentials}>{t('credentials.change')}</Button>
        )}
        {props.onPasteToken !== null && <Button onClick={props.onPasteToken}>{t('token.offer')}</Button>}
      </Box>
    </>
  )
}
