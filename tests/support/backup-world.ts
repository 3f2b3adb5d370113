import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Restore } from '../../src/shared/model/backup.ts'
import type { WorkspaceNames } from '../../src/shared/model/workspace.ts'
import { aPassphrase } from './backup-words.ts'
import {
  createProfile,
  eventually,
  startCoreInNode,
  valueOf,
  type CoreInNode,
  type Profile,
} from './core-in-node.ts'
import { startOutboxWorld, type OutboxWorld } from './outbox-world.ts'
import { createScriptedBrowser } from './scripted-browser.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A computer to which backups are brought. */
export interface SecondComputer {
  readonly profile: Profile
  core: CoreInNode
  restart(): Promise<CoreInNode>
}

export interface BackupWorld extends OutboxWorld {
  /** Where the backup goes, and where it is taken from. */
  readonly file: string
  secondComputer(): Promise<SecondComputer>
}

/** A core with a loaded account whose backups go to one file. */
export async function startBackupWorld(
  options: Parameters<typeof startOutboxWorld>[0] = {},
): Promise<BackupWorld> {
  const file = path.join(temporaryFolder(), 'ana.portolan-backup')
  const world = await startOutboxWorld({
    ...{ chooseSaveFile: async () => file, chooseOpenFile: async () => file },
    ...options,
  })
  return Object.assign(world, {
    file,
    async secondComputer(): Promise<SecondComputer> {
      const profile = await createProfile()
      onTestFinished(profile.remove)
      const begin = (): Promise<CoreInNode> =>
        startCoreInNode(profile, {
          endpoints: world.sandbox.endpoints,
          transport: createScriptedBrowser({ consent: 'approve' }),
          chooseOpenFile: async () => file,
        })
      const second: SecondComputer = {
        profile,
        core: await begin(),
        async restart() {
          second.core = await begin()
          return second.core
        },
      }
      onTestFinished(() => second.core.close())
      return second
    },
  })
}

/** Makes a backup and waits for its end. */
export async function backedUp(core: CoreInNode, hasSignIns = false) {
  const begun = valueOf(await core.handlers.backups.start({ passphrase: aPassphrase, hasSignIns }))
  if (!begun.isBegun) throw new Error('no place was chosen')
  await eventually(async () => (await backupOf(core))?.state !== 'running', 60_000)
  return backupOf(core)
}

const backupOf = async (core: CoreInNode) => valueOf(await core.handlers.backups.get({})).backup

export const restoreOf = async (core: CoreInNode): Promise<Restore | null> =>
  valueOf(await core.handlers.backups.get({})).restore

/** Chooses the backup, opens it and restores it; answers how it ended. */
export async function restored(
  core: CoreInNode,
  names: WorkspaceNames = { user: 'Ana', organisation: 'Acme' },
): Promise<Restore> {
  valueOf(await core.handlers.backups.choose({}))
  valueOf(await core.handlers.backups.unlock({ passphrase: aPassphrase }))
  valueOf(await core.handlers.backups.restore(names))
  await eventually(async () => (await restoreOf(core))?.phase !== 'restoring', 60_000)
  const restore = await restoreOf(core)
  if (restore === null) throw new Error('nothing was chosen')
  return restore
}

/** The same, and opens the workspace that came of it. */
export async function openedRestored(core: CoreInNode, names?: WorkspaceNames): Promise<void> {
  const { workspaceId, problem } = await restored(core, names)
  if (workspaceId === null) throw new Error(`not restored: ${problem?.error.kind ?? 'cancelled'}`)
  valueOf(await core.handlers.workspaces.open({ id: workspaceId }))
}
