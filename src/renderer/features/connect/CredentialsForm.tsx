import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import { useTranslation } from 'react-i18next'
import type { ClientSettings } from '../../../shared/model/client-settings.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useSetClient } from '../../api/use-providers.ts'
import { ClientFields } from '../../ui/ClientFields.tsx'
import { changeOf } from '../../ui/client-draft.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { SetupSteps } from '../../ui/SetupSteps.tsx'
import { useClientDraft } from '../../ui/use-client-draft.ts'

interface CredentialsFormProps {
  readonly provider: ProviderDescriptor
  readonly settings: ClientSettings
  readonly onSaved: () => void
  readonly onCancel: () => void
  /** Null where the provider takes no token. */
  readonly onPasteToken: (() => void) | null
}

/** Asks for the user's own OAuth app, and says how to register one. The secret is never read back. */
export function CredentialsForm(props: CredentialsFormProps) {
  const { provider, settings, onSaved, onCancel, onPasteToken } = props
  const { t } = useTranslation('connect')
  const save = useSetClient()
  const { form, steps } = useClientDraft(provider, settings)
  const submit = form.handleSubmit((draft) => {
    save.mutate(changeOf(draft, provider), { onSuccess: onSaved })
  })

  return (
    <>
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
          <ClientFields
            form={form}
            recommended={provider.redirectUris}
            hasSecret={settings.hasSecret}
            allowsNoSecret={provider.capabilities.publicClient}
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
      <Card component="section" aria-labelledby="credentials-steps" sx={{ p: 3 }}>
        <Box component="h2" id="credentials-steps" sx={{ typography: 'h2', m: 0, mb: 1.5 }}>
          {t('credentials.stepsTitle', { provider: provider.name })}
        </Box>
        <SetupSteps steps={steps} />
      </Card>
    </>
  )
}
