import { z } from 'zod'
import { text } from '../text.ts'
import { itemTypeSchema } from './item-type.ts'

/** Opaque outside the registry: nothing but a provider's own folder may compare it with a literal. */
export const providerIdSchema = text(60).brand<'ProviderId'>()
export type ProviderId = z.infer<typeof providerIdSchema>

/** What an account is allowed to do: look only, or change what the app can change as well. */
export const accessSchema = z.enum(['read', 'write'])
export type Access = z.infer<typeof accessSchema>

/** What a scope is about, one vocabulary over all providers; the screens translate it. */
export const scopeTopicSchema = z.enum([
  'account',
  'contacts',
  'companies',
  'deals',
  'owners',
  'contact-properties',
  'company-properties',
  'deal-properties',
  'pages',
  'bases',
  'records',
  'email',
])

/** A scope as a provider knows it. `right` `change` is asked for with access `write` only. */
export const scopeDescriptionSchema = z.strictObject({
  name: text(200),
  topic: scopeTopicSchema,
  right: z.enum(['read', 'change']),
  /** Asked for, but the provider may leave it out. */
  isOptional: z.boolean(),
})
export type ScopeDescription = z.infer<typeof scopeDescriptionSchema>

/** The characters that a scope may have (RFC 6749, 3.3). */
const scope = z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/)

/** What is asked for at a sign-in, in the provider's own words. */
export const scopeRequestSchema = z.strictObject({
  required: z.array(scope).max(60),
  optional: z.array(scope).max(60),
})
export type ScopeRequest = z.infer<typeof scopeRequestSchema>

/** What the screens need to know of a provider. `capabilities` decides what is offered, never the id. */
export const providerDescriptorSchema = z.strictObject({
  id: providerIdSchema,
  name: text(60),
  itemTypes: z.array(itemTypeSchema).min(1),
  capabilities: z.strictObject({
    contacts: z.boolean(),
    /** A token that the user made at the provider can be pasted in place of a sign-in. */
    pastedToken: z.boolean(),
    /** An OAuth app may be registered without a secret. */
    publicClient: z.boolean(),
    /** The provider can be told that a grant is over. */
    revocation: z.boolean(),
    /** It has a search of its own, over more than what is loaded here. */
    search: z.boolean(),
  }),
  /** Addresses that the user registers in the own OAuth app, tried in this order. */
  redirectUris: z.array(text(300)).min(1),
  /** The first one is proposed. */
  access: z.array(accessSchema).min(1),
  /** Empty where the provider has no scopes, but lets the user pick on its own page. */
  scopes: z.array(scopeDescriptionSchema).max(60),
})
export type ProviderDescriptor = z.infer<typeof providerDescriptorSchema>

/** The scopes that an access needs by the provider's own list. */
export function scopesFor(descriptor: Pick<ProviderDescriptor, 'scopes'>, access: Access): ScopeRequest {
  const asked = descriptor.scopes.filter(({ right }) => right === 'read' || access === 'write')
  const namesOf = (isOptional: boolean): string[] =>
    asked.filter((one) => one.isOptional === isOptional).map(({ name }) => name)
  return { required: namesOf(false), optional: namesOf(true) }
}
