import { zodResolver } from '@hookform/resolvers/zod'
import { useForm, useWatch } from 'react-hook-form'
import type { ClientSettings } from '../../shared/model/client-settings.ts'
import type { ProviderDescriptor } from '../../shared/model/provider.ts'
import { addressesOf, type ClientDraft, clientDraftSchema, draftOf } from './client-draft.ts'
import { useSetupSteps } from './use-setup-steps.ts'

/** The form for an OAuth app, and the steps to register one, which show the addresses that the form has. */
export function useClientDraft(provider: ProviderDescriptor, settings: ClientSettings) {
  const form = useForm<ClientDraft>({
    resolver: zodResolver(clientDraftSchema),
    defaultValues: draftOf(settings, provider),
  })
  const [addressChoice, ownAddresses] = useWatch({
    control: form.control,
    name: ['addressChoice', 'ownAddresses'],
  })
  const steps = useSetupSteps(provider, addressesOf({ addressChoice, ownAddresses }, provider))
  return { form, steps }
}
