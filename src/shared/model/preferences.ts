import { z } from 'zod'
import { signInPlaceSchema } from './sign-in.ts'

const theme = z.enum(['system', 'light', 'dark'])
/** Where sign-in happens, remembered from the last choice; null until there was one. */
const signInPlace = signInPlaceSchema.nullable()

/** Nothing secret: these lie in a plain file. */
export const preferencesSchema = z.strictObject({
  theme: theme.default('system'),
  workOffline: z.boolean().default(false),
  signInPlace: signInPlace.default(null),
})
export type Preferences = z.infer<typeof preferencesSchema>

/** Reads preferences as they lie in the file: what is missing, unknown or unusable takes its default, alone. */
export function readPreferences(kept: unknown): Preferences {
  const record = z.record(z.string(), z.unknown()).safeParse(kept)
  const entries = Object.entries(record.success ? record.data : {})
  const usable = entries.filter(
    ([name, value]) => preferenceChangesSchema.safeParse({ [name]: value }).success,
  )
  return preferencesSchema.parse(Object.fromEntries(usable))
}

/** What to change. Without defaults: what is left out stays as it is. */
export const preferenceChangesSchema = z
  .strictObject({ theme, workOffline: z.boolean(), signInPlace })
  .partial()
