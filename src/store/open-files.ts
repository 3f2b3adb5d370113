import path from 'node:path'
import type { OpenReport } from '../shared/store-opening.ts'
import type { StoreInput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { isUnreadable } from './failure.ts'
import { cacheMigrations, outboxMigrations, vaultMigrations } from './migrations/steps.ts'
import { CACHE_FILE, openDatabase, OUTBOX_FILE, type OpenedDatabase } from './open-database.ts'
import { openedOutbox } from './outbox-purge.ts'
import { inOutbox, type WritableOutbox } from './outbox.ts'
import { openedWorkspace, type WritableWorkspace } from './workspace.ts'

/** The files that the writer has open: at most one of each. */
export interface OpenFiles {
  vault: Sqlite | null
  workspace: WritableWorkspace | null
  outbox: WritableOutbox | null
}

export function closeVault(files: OpenFiles): void {
  files.vault?.close()
  files.vault = null
}

export function closeOutbox(files: OpenFiles): void {
  files.outbox?.db.close()
  files.outbox = null
}

/** What lies over the cache goes with it. */
export function closeWorkspace(files: OpenFiles): void {
  closeOutbox(files)
  files.workspace?.db.close()
  files.workspace = null
}

/** An open one is closed first, whatever comes of it. So is the outbox of another folder, not that of the same. */
export function openWorkspace(files: OpenFiles, input: StoreInput<'openWorkspace'>): OpenReport {
  const { folder, ...opening } = input
  const outbox = files.outbox?.db.name === path.join(folder, OUTBOX_FILE) ? files.outbox : null
  if (outbox !== null) files.outbox = null
  closeWorkspace(files)
  files.outbox = outbox
  const file = path.join(folder, CACHE_FILE)
  const result = openDatabase({
    ...{ isKnownDamaged: false, ...opening },
    ...{ file, synchronous: 'NORMAL', migrations: cacheMigrations },
  })
  if ('db' in result) files.workspace = openedWorkspace(result.db)
  return report(result, file)
}

export function openOutbox(files: OpenFiles, input: StoreInput<'openOutbox'>): OpenReport {
  const { folder, ...opening } = input
  closeOutbox(files)
  const file = path.join(folder, OUTBOX_FILE)
  return inOutbox(() => {
    const result = openDatabase({
      ...{ isKnownDamaged: false, ...opening },
      ...{ file, synchronous: 'FULL', migrations: outboxMigrations },
    })
    if (!('db' in result)) return report(result, file)
    try {
      files.outbox = openedOutbox(result.db)
      return report(result, file)
    } catch (error) {
      result.db.close()
      if (!isUnreadable(error)) throw error
      return openOutbox(files, { ...input, isKnownDamaged: true })
    }
  })
}

export function openVault(files: OpenFiles, input: StoreInput<'openVault'>): OpenReport {
  const { file, ...opening } = input
  closeVault(files)
  const result = openDatabase({
    ...{ isKnownDamaged: false, ...opening },
    ...{ file, synchronous: 'FULL', migrations: vaultMigrations },
  })
  if ('db' in result) files.vault = result.db
  return report(result, file)
}

function report(result: OpenedDatabase, file: string): OpenReport {
  switch (result.outcome) {
    case 'opened':
    case 'created':
      return { outcome: result.outcome }
    case 'set-aside':
      return { outcome: 'set-aside', path: result.path }
    case 'restored':
      return { outcome: 'restored', path: result.path }
    case 'too-new':
      return { outcome: 'too-new', path: file, copy: result.copy }
  }
}
