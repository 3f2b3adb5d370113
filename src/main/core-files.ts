import path from 'node:path'
import type { ProviderId } from '../shared/model/provider.ts'
import { err, ok } from '../shared/result.ts'
import { createAccountRecords, type AccountRecords } from './accounts/account-records.ts'
import type { Arrivals } from './backup/arrivals.ts'
import { createBackups, type Backups } from './backup/backups.ts'
import type { CorePorts } from './core-ports.ts'
import { createExports, type Exports } from './exporting/exports.ts'
import { createImports, type Imports } from './importing/imports.ts'
import { createListFields } from './items/list-fields.ts'
import { later } from './later.ts'
import type { Outbox } from './outbox/outbox.ts'
import type { Provider } from './providers/provider.ts'
import type { Store } from './store/store.ts'
import type { Vault } from './vault/vault.ts'
import { keySchema, recordOf, type Workspaces } from './workspaces/workspaces.ts'

/** Holds what lies there for as long as a backup or a restore goes on. */
export const workFolderOf = (dataDir: string): string => path.join(dataDir, 'backup-work')

interface FilesPorts {
  readonly ports: CorePorts
  readonly store: Store
  readonly outbox: Outbox
  readonly records: AccountRecords
  readonly provider: (id: ProviderId) => Provider | null
  readonly vault: Vault
  readonly workspaces: Pick<Workspaces, 'current' | 'list'>
  readonly arrivals: Arrivals
}

/** The files that a workspace writes and reads. */
export interface Files {
  readonly exports: Exports
  readonly imports: Imports
  readonly backups: Backups
  /** Whether a file is being written or read. */
  isBusy(): boolean
  /** The workspace is left: ends what goes on with it; no part of a file is left. */
  leave(): Promise<void>
  /** Ends all of it. */
  close(): Promise<void>
}

/** Wires exports, imports and backups. A part of `core.ts`. */
export function createFiles(parts: FilesPorts): Files {
  const { ports, store, outbox, records, provider, vault, workspaces, arrivals } = parts
  const { logger, now, publish, chooseOpenFile, chooseSaveFile } = ports
  const exports = createExports({
    store,
    logger,
    now,
    later,
    fields: createListFields({ store, logger, now, provider, records }),
    async sources() {
      const all = await records.list()
      return all.ok ? ok(Object.fromEntries(all.value.map(({ id, label }) => [id, label]))) : all
    },
    chooseSaveFile,
    isWorkspaceOpen: () => workspaces.current() !== null,
    onChanged: () => publish('exportsChanged', {}),
  })
  const imports = createImports({
    store,
    outbox,
    logger,
    later,
    chooseOpenFile,
    chooseSaveFile,
    onChanged: () => publish('importsChanged', {}),
  })
  const backups = createBackups({
    ...{ store, logger, now, later, chooseOpenFile, chooseSaveFile, arrivals },
    appVersion: ports.about.version,
    providerIds: ports.providers.map(({ descriptor }) => descriptor.id),
    workRoot: workFolderOf(ports.dataDir),
    recordsOf: (id) => createAccountRecords(vault, () => id),
    listWorkspaces: () => workspaces.list(),
    async source() {
      const workspace = workspaces.current()
      if (workspace === null) return err({ kind: 'no-workspace' })
      const kept = await vault.read(recordOf('workspace-key', workspace.id), keySchema)
      if (!kept.ok) return kept
      if (kept.value === null) return err({ kind: 'vault-unreadable' })
      const key = new Uint8Array(Buffer.from(kept.value.key, 'base64'))
      const folder = path.join(ports.dataDir, 'workspaces', workspace.id)
      return ok({ workspace, folder, key, records: records.ofNow() })
    },
    onChanged: () => publish('backupsChanged', {}),
    onRestored: () => publish('appStateChanged', {}),
  })
  const leave = async (): Promise<void> => {
    await Promise.all([exports.leave(), imports.leave(), backups.leave()])
  }
  return {
    exports,
    imports,
    backups,
    isBusy: () => exports.isBusy() || imports.isBusy() || backups.isBusy(),
    leave,
    async close() {
      await Promise.all([leave(), backups.close()])
    },
  }
}
