import { z } from 'zod'
import { text } from '../text.ts'
import { accessSchema, providerIdSchema } from './provider.ts'

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
  /** `disconnected`: the user ended it and kept what was loaded; there is no grant any more. */
  status: z.enum(['connected', 'needs-reconnect', 'paused', 'disconnected']),
  scopes: z.array(text(200)).max(200),
  /** What was asked for at the last sign-in. */
  access: accessSchema.default('write'),
  /** `pasted-token`: the user made the token at the provider; it cannot be refreshed. */
  source: z.enum(['sign-in', 'pasted-token']).default('sign-in'),
  /** Where the provider shows records to people; null where it did not say. */
  uiOrigin: text(300).nullable(),
  /** Where the account's days begin, an IANA name; null where the provider did not say. */
  timeZone: text(64).nullable().default(null),
  connectedAtMs: z.int(),
})
export type Account = z.infer<typeof accountSchema>

/** What may have happened to an account, as the history tells it. */
export const accountEventSchema = z.strictObject({
  atMs: z.int(),
  kind: z.enum([
    'signed-in',
    'reconnected',
    'token-pasted',
    'refreshed',
    'refresh-failed',
    'grant-ended',
    'revoked',
    'not-revoked',
    'disconnected',
    'wiped',
  ]),
  /** Null once the account was wiped: nothing of it is kept. */
  accountId: accountIdSchema.nullable(),
  providerId: providerIdSchema,
  /** A stable code or error kind, for example why a refresh failed. */
  detail: text(100).nullable(),
})
export type AccountEvent = z.infer<typeof accountEventSchema>
