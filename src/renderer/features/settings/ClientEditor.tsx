import { zodResolver } from '@hookform/resolvers/zod'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ClientSettings } from '../../../shared/model/client-settings.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useSetClient } from '../../api/use-providers.ts'
import { ClientFields } from '../../ui/ClientFields.tsx'
import { addressesOf, changeOf, type ClientDraft, clientDraftSchema, draftOf } from '../../ui/client-draft.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { SetupSteps } from '../../ui/SetupSteps.tsx'
import { useSetupSteps } from '../../ui/use-setup-steps.ts'
import { FoldedSection } from './FoldedSection.tsx'
import { SettingsSection } from './SettingsSection.tsx'

interface ClientEditorProps {
  readonly provider: ProviderDescriptor
  readonly settings: ClientSettings
}

/** How to register an app, and the form for it: the steps show the addresses that the form has. */
export function ClientEditor({ provider, settings }: ClientEditorProps) {
  const { t } = useTranslation('settings')
  const save = useSetClient()
  const form = useForm<ClientDraft>({
    resolver: zodResolver(clientDraftSchema),
    defaultValues: draftOf(settings, provider),
  })
  const [addressChoice, ownAddresses] = useWatch({
    control: form.control,
    name: ['addressChoice', 'ownAddresses'],
  })
  const steps = useSetupSteps(provider, addressesOf({ addressChoice, ownAddresses }, provider))
  const submit = form.handleSubmit((draft) => {
    save.mutate(changeOf(draft, provider), {
      onSuccess: () => {
        const { secretChoice } = draft
        // The secret is in the vault now, and nowhere else.
        form.reset({
          ...draft,
          clientSecret: '',
          secretChoice: secretChoice === 'new' ? 'keep' : secretChoice,
        })
      },
    })
  })
  return (
    <>
      <FoldedSection
        title={t('app.stepsTitle', { provider: provider.name })}
        isOpenAtFirst={settings.state === 'missing'}
      >
        <SetupSteps steps={steps} />
      </FoldedSection>
      <SettingsSection title={t('app.formTitle', { provider: provider.name })}>
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
          {settings.authorizationUrl !== null && (
            <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
              {t(settings.isAuthorizationUrlUsed ? 'app.authorizationUsed' : 'app.authorizationUnused', {
                provider: provider.name,
                address: settings.authorizationUrl,
              })}
            </Typography>
          )}
          {save.error !== null && <ErrorNotice {...problemOf(save.error)} provider={provider.name} />}
          <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
            <Button
              type="submit"
              variant="contained"
              disabled={settings.state === 'set' && !form.formState.isDirty}
              loading={save.isPending}
            >
              {t('app.save')}
            </Button>
            <Typography variant="body2" role="status" sx={{ color: 'text.secondary' }}>
              {save.isSuccess && !form.formState.isDirty && t('app.saved')}
            </Typography>
          </Box>
        </Box>
      </SettingsSection>
    </>
  )
}
