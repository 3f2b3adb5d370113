import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import CircularProgress from '@mui/material/CircularProgress'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { AccountId } from '../../../shared/model/account.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { takeFocus } from '../../ui/take-focus.ts'
import { Countdown } from './Countdown.tsx'
import { useSignIn } from './use-sign-in.ts'

interface SignInStepProps {
  readonly provider: ProviderDescriptor
  readonly accountId: AccountId | null
  readonly onConnected: () => void
  /** Null where the app credentials are given from outside and cannot be changed here. */
  readonly onChangeCredentials: (() => void) | null
  readonly onLeave: () => void
}

/** Begins the sign-in at once and waits for the person; says in words how it ended. */
export function SignInStep(props: SignInStepProps) {
  const { provider, onChangeCredentials, onLeave } = props
  const { t } = useTranslation('connect')
  const signIn = useSignIn(provider.id, props.accountId, props.onConnected)

  if (signIn.state === 'failed') {
    return (
      // The button that had the focus is gone; what it led to takes it over.
      <Box
        tabIndex={-1}
        ref={takeFocus}
        sx={{ display: 'flex', flexDirection: 'column', gap: 2, alignItems: 'flex-start' }}
      >
        <Box sx={{ width: '100%' }}>
          <ErrorNotice
            {...problemOf(signIn.failure)}
            provider={provider.name}
            actions={{
              retry: signIn.begin,
              reconnect: signIn.begin,
              ...(onChangeCredentials === null ? {} : { 'set-client': onChangeCredentials }),
            }}
          />
        </Box>
        <Button variant="outlined" color="inherit" onClick={onLeave}>
          {t('leave')}
        </Button>
      </Box>
    )
  }

  return (
    <Card sx={{ display: 'flex', gap: 2.5, p: 3, alignItems: 'center', flexWrap: 'wrap' }}>
      <CircularProgress size={28} aria-hidden />
      <Box sx={{ flex: 1, minWidth: 240 }}>
        <Typography role="status" sx={{ fontWeight: 650 }}>
          {t('waiting.title', { provider: provider.name })}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('waiting.body')} <Countdown untilMs={signIn.untilMs} />
        </Typography>
      </Box>
      <Button variant="outlined" color="inherit" onClick={signIn.cancel}>
        {t('waiting.cancel')}
      </Button>
    </Card>
  )
}
