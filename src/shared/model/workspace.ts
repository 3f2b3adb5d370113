import { z } from 'zod'
import { text } from '../text.ts'

export const workspaceIdSchema = text(60).brand<'WorkspaceId'>()
export type WorkspaceId = z.infer<typeof workspaceIdSchema>

const name = text(100).trim().min(1)

/** One (user, organisation) pair, the tenant: it owns accounts, a store file and keys. */
export const workspaceSchema = z.strictObject({
  id: workspaceIdSchema,
  user: name,
  organisation: name,
  /** Served by the app's own sandbox of made-up data. */
  isSample: z.boolean(),
  createdAtMs: z.int(),
})
export type Workspace = z.infer<typeof workspaceSchema>

/** What a workspace is called wherever it is named in one line. */
export const workspaceName = ({ user, organisation }: Pick<Workspace, 'user' | 'organisation'>): string =>
  `${user} @ ${organisation}`

export const workspaceNamesSchema = workspaceSchema.pick({ user: true, organisation: true })
export type WorkspaceNames = z.infer<typeof workspaceNamesSchema>
