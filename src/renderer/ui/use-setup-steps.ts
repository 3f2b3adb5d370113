import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { ProviderDescriptor, ScopeDescription } from '../../shared/model/provider.ts'
import type { SetupStep } from './SetupSteps.tsx'

const stepsSchema = z.array(
  z.object({ text: z.string(), copyName: z.string().optional(), copy: z.array(z.string()).optional() }),
)

/** How deep the lists of a file stand in it. */
const listIndent = ' '.repeat(6)
const asList = (values: readonly string[]): string =>
  JSON.stringify(values, null, 2).replaceAll('\n', `\n${listIndent}`)

/**
 * How to register an app at a provider, with the addresses that are to be registered. The texts are data: a
 * provider whose id has none gets those that fit all.
 */
export function useSetupSteps(provider: ProviderDescriptor, addresses: readonly string[]): SetupStep[] {
  const { t, i18n } = useTranslation('setup')
  const { scopes } = provider
  const namesOf = (isAsked: (scope: ScopeDescription) => boolean): string[] =>
    scopes.filter(isAsked).map(({ name }) => name)
  const ownKey = `byProvider.${provider.id}`
  // The ids stand in the texts alone, so that no key of one provider is spelled in the code.
  const key = (i18n.exists(ownKey, { ns: 'setup' }) ? ownKey : 'generic') as 'generic'
  const steps: unknown = t(key, {
    returnObjects: true,
    provider: provider.name,
    addresses: asList(addresses),
    addressLines: addresses.join('\n'),
    requiredScopes: asList(namesOf(({ right, isOptional }) => right === 'read' && !isOptional)),
    // Required only where the sign-in asks for them, so that one app serves reading alone as well.
    changeScopes: asList(namesOf(({ right, isOptional }) => right === 'change' && !isOptional)),
    optionalScopes: asList(namesOf(({ isOptional }) => isOptional)),
    scopeLines: scopes.map(({ name }) => name).join('\n'),
  })
  return stepsSchema.parse(steps).map(({ text, copyName = '', copy }) => ({
    text,
    ...(copy === undefined ? {} : { copy: { name: copyName, value: copy.join('\n') } }),
  }))
}
