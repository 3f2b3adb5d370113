import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ClientSettings } from '../../../shared/model/client-settings.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useSetClient } from '../../api/use-providers.ts'
import { ClientFields } from '../../ui/ClientFields.tsx'
import { changeOf } from '../../ui/client-draft.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { SetupSteps } from '../../ui/SetupSteps.tsx'
import { useClientDraft } from '../../ui/use-client-draft.ts'
import { FoldedSection } from './FoldedSection.tsx'

interface ClientEditorProps {
  readonly provider: ProviderDescriptor
  readonly settings: ClientSettings
}

/** How to register an app, and the form for it. */
export function ClientEditor({ provider, settings }: ClientEditorProps) {
  const { t } = useTranslation('settings')
  const save = useSetClient()
  const { form, steps } = useClientDraft(provider, settings)
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
      <Section title={t('app.formTitle', { provider: provider.name })}>
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
      </Section>
    </>
  )
}
