import { z } from 'zod'
import { text } from '../text.ts'
import { providerIdSchema } from './provider.ts'

export const accountIdSchema = text(60).brand<'AccountId'>()
export type AccountId = z.infer<typeof accountIdSchema>

/** One connected login at a provider. Carries nothing secret: the grant lies in the vault. */
export const accountSchema = z.strictObject({
  id: accountIdSchema,
  providerId: providerIdSchema,
  /** What a person calls it, for example the portal's domain. */
  label: text(200),
  /** The provider's own id of it (a HubSpot portal id), shown beside the label. */
  externalId: text(200),
  status: z.enum(['connected', 'needs-reconnect', 'paused']),
  scopes: z.array(text(200)).max(200),
  /** Where the provider shows records to people; null where it did not say. */
  uiOrigin: text(300).nullable(),
  connectedAtMs: z.int(),
})
export type Account = z.infer<typeof accountSchema>
