import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import {
  workspaceIdSchema,
  workspaceSchema,
  type Workspace,
  type WorkspaceId,
} from '../../shared/model/workspace.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Vault } from '../vault/vault.ts'
import { recordOf } from '../workspaces/workspaces.ts'

/**
 * The record `from-backup`. `coming`: the workspace is being put together, and is not there before its own record is.
 * `unopened`: it is there, and what waits in it was not put on hold yet.
 */
const arrivalSchema = z.strictObject({ id: workspaceIdSchema, state: z.enum(['coming', 'unopened']) })
type Arrival = z.infer<typeof arrivalSchema>

interface ArrivalPorts {
  readonly vault: Vault
  /** The folder that holds one folder a workspace. */
  readonly folder: string
}

/** Workspaces that come out of backups. */
export interface Arrivals {
  /**
   * Adds a workspace whose files lie whole in `files`: its folder is moved to its place. `writeRecords` writes what
   * else the vault holds of it. A failure, or an end of the app in between, leaves nothing of it.
   */
  add(arriving: {
    readonly workspace: Workspace
    readonly key: Uint8Array
    readonly files: string
    readonly writeRecords: () => Promise<Result<null, AppError>>
  }): Promise<Result<null, AppError>>
  /** Takes away what a restore left that was cut off. To be called before workspaces are opened. */
  removeUnfinished(): Promise<Result<null, AppError>>
  /** Whether the workspace came out of a backup and its changes were not put on hold yet. Where that cannot be read, yes. */
  isUnopened(id: WorkspaceId): Promise<boolean>
  opened(id: WorkspaceId): Promise<Result<null, AppError>>
}

export function createArrivals({ vault, folder }: ArrivalPorts): Arrivals {
  const note = (arrival: Arrival): Promise<Result<null, AppError>> =>
    vault.write(recordOf('from-backup', arrival.id), arrival)

  /** The mark goes last: it says that there is something to remove. */
  async function takeAway(id: WorkspaceId): Promise<Result<null, AppError>> {
    const removed = await vault.removeAllOf(id, 'from-backup')
    if (!removed.ok) return removed
    try {
      await rm(path.join(folder, id), { recursive: true, force: true })
    } catch {
      return err({ kind: 'storage-unavailable' })
    }
    return vault.remove(recordOf('from-backup', id))
  }

  return {
    async add({ workspace, key, files, writeRecords }) {
      const { id } = workspace
      const place = path.join(folder, id)
      const steps: readonly (() => Promise<Result<null, AppError>>)[] = [
        () => note({ id, state: 'coming' }),
        () => vault.write(recordOf('workspace-key', id), { key: Buffer.from(key).toString('base64') }),
        writeRecords,
        () => move(files, place),
        () => vault.write(recordOf('workspace', id), workspace),
      ]
      for (const step of steps) {
        const done = await step()
        if (done.ok) continue
        // What cannot be taken away now is at the next start.
        await takeAway(id)
        return done
      }
      // It is there; at worst the next start writes this.
      await note({ id, state: 'unopened' })
      return ok(null)
    },

    async removeUnfinished() {
      const arrivals = await vault.list('from-backup', null, arrivalSchema)
      if (!arrivals.ok) return arrivals
      for (const { id, state } of arrivals.value.values) {
        if (state === 'unopened') continue
        const workspace = await vault.read(recordOf('workspace', id), workspaceSchema)
        if (!workspace.ok) return workspace
        const done = workspace.value === null ? await takeAway(id) : await note({ id, state: 'unopened' })
        if (!done.ok) return done
      }
      return ok(null)
    },

    async isUnopened(id) {
      const arrival = await vault.read(recordOf('from-backup', id), arrivalSchema)
      return !arrival.ok || arrival.value !== null
    },

    opened: (id) => vault.remove(recordOf('from-backup', id)),
  }
}

async function move(from: string, to: string): Promise<Result<null, AppError>> {
  try {
    await mkdir(path.dirname(to), { recursive: true, mode: 0o700 })
    await rename(from, to)
    return ok(null)
  } catch {
    return err({ kind: 'storage-unavailable' })
  }
}
