import { z } from 'zod'

/** The user's own OAuth app at a provider. The secret never leaves main. */
export const clientCredentialsSchema = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** One of the addresses registered in that app, letter for letter. */
  redirectUri: z.string().min(1),
})
export type ClientCredentials = z.infer<typeof clientCredentialsSchema>
