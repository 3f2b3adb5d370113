import { z } from 'zod'

const currentSchema = z.strictObject({
  clientId: z.string().min(1),
  /** Null where the app was registered without one. */
  clientSecret: z.string().min(1).nullable(),
  /** Registered in that app, letter for letter, tried in this order. */
  redirectUris: z.array(z.string().min(1)).min(1).max(5),
  /** An authorization address of the user's own, from a `.env`; null for the provider's. */
  authorizationUrl: z.string().nullable(),
})

/** Records from before there could be several addresses; the vault keeps what it was given. */
const firstSchema = z
  .strictObject({
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
    redirectUri: z.string().min(1),
  })
  .transform(({ redirectUri, ...client }) => ({
    ...client,
    redirectUris: [redirectUri],
    authorizationUrl: null,
  }))

/** The user's own OAuth app at a provider. The secret never leaves main. */
export const clientCredentialsSchema = z.union([currentSchema, firstSchema])
export type ClientCredentials = z.infer<typeof currentSchema>
