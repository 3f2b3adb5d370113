import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { text } from '../text.ts'
import { workspaceIdSchema, workspaceNamesSchema } from './workspace.ts'

/** Set where it failed; the log has more under the reference. */
const problemSchema = z.strictObject({ error: appErrorSchema, reference: text(40) }).nullable()
const share = z.number().min(0).max(1)

/** The backup that is made, or was made last in this start of the app. */
export const backupRunSchema = z.strictObject({
  fileName: z.string().max(1_000),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: share,
  /** Whether the sign-ins are in it. */
  hasSignIns: z.boolean(),
  problem: problemSchema,
})
export type BackupRun = z.infer<typeof backupRunSchema>

/** What a backup is, once its passphrase was right. */
export const backupPreviewSchema = z.strictObject({
  names: workspaceNamesSchema,
  madeAtMs: z.int(),
  appVersion: text(40),
  itemCount: z.int(),
  accountCount: z.int(),
  waitingCount: z.int(),
  hasSignIns: z.boolean(),
})
export type BackupPreview = z.infer<typeof backupPreviewSchema>

/**
 * A backup that was chosen. `preview` is null until it was opened; `workspaceId` names what came of it. A restore that
 * failed or was cancelled is `opened` again.
 */
export const restoreSchema = z.strictObject({
  fileName: z.string().max(1_000),
  phase: z.enum(['chosen', 'opened', 'restoring', 'done']),
  done: share,
  preview: backupPreviewSchema.nullable(),
  problem: problemSchema,
  workspaceId: workspaceIdSchema.nullable(),
})
export type Restore = z.infer<typeof restoreSchema>

/** Both may go on at once. */
export const backupsSchema = z.strictObject({
  backup: backupRunSchema.nullable(),
  restore: restoreSchema.nullable(),
})
export type Backups = z.infer<typeof backupsSchema>
