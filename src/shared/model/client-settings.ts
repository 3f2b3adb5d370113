import { z } from 'zod'
import { text } from '../text.ts'
import { providerIdSchema } from './provider.ts'
import { signInChoiceSchema } from './sign-in.ts'

/** The user's own OAuth app at a provider, as the screens may see it: never the secret. */
export const clientSettingsSchema = z.strictObject({
  /** `given`: the sandbox or the automation contract brings its own, and nothing can be set here. */
  state: z.enum(['missing', 'set', 'given']),
  /** The client id is no secret: it stands in every authorization address. */
  clientId: text(300).nullable(),
  hasSecret: z.boolean(),
  /** Registered in that app, letter for letter, tried in this order. */
  redirectUris: z.array(text(300)).max(5),
  /** From an imported `.env`; used only on the provider's own host. */
  authorizationUrl: text(2_000).nullable(),
  isAuthorizationUrlUsed: z.boolean(),
  choice: signInChoiceSchema.nullable(),
})
export type ClientSettings = z.infer<typeof clientSettingsSchema>

export const clientChangeSchema = z.strictObject({
  providerId: providerIdSchema,
  clientId: text(300).min(1),
  /** `none`: registered without one. */
  secret: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('keep') }),
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('new'), value: text(1_000).min(1) }),
  ]),
  redirectUris: z.array(text(300).min(1)).min(1).max(5),
})
export type ClientChange = z.infer<typeof clientChangeSchema>

/** What the provider says to a client, asked without any user. */
export const clientTestSchema = z.strictObject({
  outcome: z.enum(['accepted', 'rejected', 'unclear']),
  /** The provider's own stable code. */
  code: text(100).nullable(),
  /** Whether the browser's answer could be received there now; empty for addresses that need no port. */
  ports: z.array(z.strictObject({ port: z.int(), isFree: z.boolean() })).max(5),
})
export type ClientTest = z.infer<typeof clientTestSchema>

/** What a chosen `.env` holds, without its secrets. */
export const envPreviewSchema = z.strictObject({
  fileName: text(300),
  clients: z
    .array(
      z.strictObject({
        /** Null for names without a provider (`CLIENT_ID`): the user says whose they are. */
        providerId: providerIdSchema.nullable(),
        clientId: text(300).nullable(),
        hasSecret: z.boolean(),
        redirectUri: text(300).nullable(),
        authorizationUrl: text(2_000).nullable(),
        isAuthorizationUrlUsed: z.boolean(),
        scopes: z.array(text(200)).max(60),
        /** Why it cannot be taken as it is; null when it can. */
        problem: z.enum(['no-client-id', 'no-secret', 'redirect-not-local']).nullable(),
        /** Whether it would replace what is set now. */
        replaces: z.boolean(),
      }),
    )
    .max(20),
  /** Kept for the mirror's page; without user and password. */
  redisAddress: text(500).nullable(),
  /** Names that mean nothing here. */
  ignored: z.array(text(100)).max(100),
})
export type EnvPreview = z.infer<typeof envPreviewSchema>
