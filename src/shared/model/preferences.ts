import { z } from 'zod'

/** Nothing secret: these lie in a plain file. */
export const preferencesSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  workOffline: z.boolean().default(false),
  /** Where sign-in happens; remembered from the last choice. */
  signInTransport: z.enum(['window']).default('window'),
})
export type Preferences = z.infer<typeof preferencesSchema>
