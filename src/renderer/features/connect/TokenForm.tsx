import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import TextField from '@mui/material/TextField'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountId } from '../../../shared/model/account.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useConnectWithToken } from '../../api/use-accounts.ts'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'

interface TokenFormProps {
  readonly provider: ProviderDescriptor
  readonly accountId: AccountId | null
  readonly onConnected: () => void
  /** Back to the way with an OAuth app. */
  readonly onBack: () => void
}

/** For those who cannot register an app: a token that they made at the provider takes the place of a sign-in. */
export function TokenForm({ provider, accountId, onConnected, onBack }: TokenFormProps) {
  const { t } = useTranslation('connect')
  const { workOffline } = useAppState().preferences
  const { mutate: setPreferences } = useSetPreferences()
  const connect = useConnectWithToken()
  const [token, setToken] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
  }, [])
  const names = { provider: provider.name }
  const goOnline = (): void => {
    setPreferences({ workOffline: false })
    // The notice with the pressed button goes away.
    field.current?.focus()
  }

  return (
    <Card sx={{ p: 3 }}>
      <Box
        component="form"
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          const pasted = token.trim()
          setIsMissing(pasted === '')
          if (pasted === '') return
          connect.mutate({ providerId: provider.id, accountId, token: pasted }, { onSuccess: onConnected })
        }}
        sx={{ display: 'flex', flexDirection: 'column', gap: 2.5 }}
      >
        <Box component="ul" sx={{ m: 0, pl: 2.5, typography: 'body2' }}>
          <li>{t('token.what', names)}</li>
          <li>{t('token.may')}</li>
          <li>{t('token.ends', names)}</li>
        </Box>
        {workOffline ? (
          <ErrorNotice
            error={{ kind: 'working-offline' }}
            reference={null}
            provider={provider.name}
            actions={{ 'work-online': goOnline }}
          />
        ) : (
          connect.error !== null && (
            <ErrorNotice
              {...problemOf(connect.error)}
              provider={provider.name}
              actions={{ 'work-online': goOnline }}
            />
          )
        )}
        <TextField
          label={t('token.label')}
          type="password"
          required
          value={token}
          onChange={({ target }) => {
            setToken(target.value)
            setIsMissing(false)
          }}
          inputRef={field}
          error={isMissing}
          helperText={t(isMissing ? 'token.missing' : 'token.hint')}
          slotProps={{ htmlInput: { autoComplete: 'off', spellCheck: false, maxLength: 8_192 } }}
        />
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          <Button type="submit" variant="contained" loading={connect.isPending} disabled={workOffline}>
            {t('token.submit')}
          </Button>
          <Button variant="outlined" color="inherit" onClick={onBack}>
            {t('token.back')}
          </Button>
        </Box>
      </Box>
    </Card>
  )
}
