import { z } from 'zod'

/** What the files on this computer are for. `kept`: copies from before an update, and what was set aside. */
export const storedFileSchema = z.enum(['cache', 'outbox', 'vault', 'log', 'kept'])
export type StoredFile = z.infer<typeof storedFileSchema>
