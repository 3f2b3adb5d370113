import { z } from 'zod'
import { text } from '../text.ts'
import { itemTypeSchema } from './item-type.ts'

/** Opaque outside the registry: nothing but a provider's own folder may compare it with a literal. */
export const providerIdSchema = text(60).brand<'ProviderId'>()
export type ProviderId = z.infer<typeof providerIdSchema>

/** What the screens need to know of a provider. `capabilities` decides what is offered, never the id. */
export const providerDescriptorSchema = z.strictObject({
  id: providerIdSchema,
  name: text(60),
  itemTypes: z.array(itemTypeSchema).min(1),
  capabilities: z.strictObject({ contacts: z.boolean() }),
  /** Addresses that the user registers in the own OAuth app; one of them is used. */
  redirectUris: z.array(text(300)).min(1),
})
export type ProviderDescriptor = z.infer<typeof providerDescriptorSchema>
