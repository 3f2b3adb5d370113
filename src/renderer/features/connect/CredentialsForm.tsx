import { zodResolver } from '@hookform/resolvers/zod'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useSetClient } from '../../api/use-providers.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { type Credentials, credentialsSchema } from './credentials-schema.ts'

interface CredentialsFormProps {
  readonly provider: ProviderDescriptor
  /** The address that is set now; null where none is. */
  readonly redirectUri: string | null
  readonly onSaved: () => void
  readonly onCancel: () => void
  /** Null where the provider takes no token. */
  readonly onPasteToken: (() => void) | null
}

/** Asks for the user's own OAuth app. Nothing of it but the address is ever read back. */
export function CredentialsForm(props: CredentialsFormProps) {
  const { provider, redirectUri, onSaved, onCancel, onPasteToken } = props
  const { t } = useTranslation('connect')
  const save = useSetClient()
  const { register, control, handleSubmit, formState } = useForm<Credentials>({
    resolver: zodResolver(credentialsSchema),
    defaultValues: {
      clientId: '',
      clientSecret: '',
      redirectUri: redirectUri ?? provider.redirectUris[0] ?? '',
    },
  })
  const address = useWatch({ control, name: 'redirectUri' })
  const { errors } = formState
  const submit = handleSubmit((credentials) => {
    const { clientId, clientSecret, redirectUri: address } = credentials
    save.mutate(
      {
        providerId: provider.id,
        clientId,
        secret: { kind: 'new', value: clientSecret },
        redirectUris: [address],
      },
      { onSuccess: onSaved },
    )
  })

  return (
    <Card sx={{ p: 3 }}>
      <Box
        component="form"
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          void submit(event)
        }}
        sx={{ display: 'flex', flexDirection: 'column', gap: 2.5 }}
      >
        <Box component="ol" sx={{ m: 0, pl: 2.5, typography: 'body2', color: 'text.secondary' }}>
          <li>{t('credentials.stepRegister', { provider: provider.name })}</li>
          <li>{t('credentials.stepAddress')}</li>
          <li>{t('credentials.stepCopy')}</li>
        </Box>
        <TextField
          {...register('redirectUri')}
          label={t('credentials.redirectUri')}
          required
          error={errors.redirectUri !== undefined}
          helperText={t(
            errors.redirectUri === undefined ? 'credentials.redirectHint' : 'credentials.badAddress',
          )}
          slotProps={{
            htmlInput: { spellCheck: false },
            input: {
              endAdornment: (
                <InputAdornment position="end">
                  <CopyButton value={address} what={t('credentials.theAddress')} />
                </InputAdornment>
              ),
            },
          }}
        />
        <TextField
          {...register('clientId')}
          label={t('credentials.clientId')}
          required
          error={errors.clientId !== undefined}
          helperText={errors.clientId && t('credentials.required')}
          slotProps={{ htmlInput: { spellCheck: false } }}
        />
        <TextField
          {...register('clientSecret')}
          type="password"
          label={t('credentials.clientSecret')}
          required
          error={errors.clientSecret !== undefined}
          helperText={t(
            errors.clientSecret === undefined ? 'credentials.secretHint' : 'credentials.required',
          )}
          slotProps={{ htmlInput: { autoComplete: 'new-password' } }}
        />
        {save.error !== null && <ErrorNotice {...problemOf(save.error)} provider={provider.name} />}
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <Button type="submit" variant="contained" loading={save.isPending}>
            {t('credentials.save')}
          </Button>
          <Button variant="outlined" color="inherit" onClick={onCancel}>
            {t('cancel')}
          </Button>
          {onPasteToken !== null && (
            <Button
              onClick={onPasteToken}
              sx={{ ml: { sm: 'auto' }, whiteSpace: 'normal', textAlign: 'left' }}
            >
              {t('token.offerInstead')}
            </Button>
          )}
        </Box>
      </Box>
    </Card>
  )
}
