import fs from 'node:fs'
import path from 'node:path'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import { StoreFailure } from './failure.ts'
import { vaultMigrations } from './migrations/steps.ts'
import { isOpenedBy } from './connection.ts'
import { removeCopies } from './kept-copy.ts'
import { openDatabase } from './open-database.ts'
import { ENDINGS, removeSetAside } from './set-aside.ts'
import { inTransaction } from './sql.ts'
import { syncPath } from './sync-path.ts'
import { listVaultRecords, writeVaultRecord } from './vault-records.ts'

/** Whether a key opens the vault's file, without opening it for use. */
export function probeVault({ file, key }: StoreInput<'probeVault'>): StoreOutput<'probeVault'> {
  const entry = fs.lstatSync(file, { throwIfNoEntry: false })
  if (entry === undefined) return 'missing'
  // SQLite takes an empty file for an empty database, which any key opens.
  if (!entry.isFile() || entry.size === 0) return 'refused'
  return isOpenedBy(file, key) ? 'opens' : 'refused'
}

/** A second file under a new key, with these records: whole and synced when this answers, or not there. */
export function writeVaultCopy({ file, key, records }: StoreInput<'writeVaultCopy'>): null {
  discardVaultCopy({ copy: file })
  try {
    fillCopy({ file, key, records })
  } catch (error) {
    discardVaultCopy({ copy: file })
    throw error
  }
  return null
}

function fillCopy({ file, key, records }: StoreInput<'writeVaultCopy'>): void {
  const description = { file, key, synchronous: 'FULL', migrations: vaultMigrations } as const
  const made = openDatabase({ ...description, isKnownDamaged: false })
  if (!('db' in made)) throw new StoreFailure('internal', 'the copy was there already')
  try {
    inTransaction(made.db, () => {
      for (const record of records) writeVaultRecord(made.db, record)
    })
    const written = listVaultRecords(made.db, { kind: null, workspaceId: null })
    if (written.length !== records.length) throw new StoreFailure('internal', 'records are missing')
  } finally {
    // The last connection carries the log over into the file and removes it.
    made.db.close()
  }
  assertNoLog(file)
  syncPath(file)
  syncPath(path.dirname(file))
}

/**
 * Lets the copy take the vault's place, in one step; neither may be open. What was kept of the vault under the
 * old key goes, what was set aside too: that key is not to open anything any more.
 */
export function adoptVaultCopy({ file, copy }: StoreInput<'adoptVaultCopy'>): null {
  assertNoLog(file)
  assertNoLog(copy)
  removeCopies(file)
  fs.renameSync(copy, file)
  syncPath(path.dirname(file))
  removeSetAside(file)
  return null
}

/** Removes a copy that never took effect; nothing happens where there is none. */
export function discardVaultCopy({ copy }: StoreInput<'discardVaultCopy'>): null {
  for (const ending of ENDINGS) fs.rmSync(copy + ending, { force: true })
  return null
}

/** SQLite would carry the log of one file over into the other that takes its name. */
function assertNoLog(file: string): void {
  const log = fs.statSync(`${file}-wal`, { throwIfNoEntry: false })
  if (log !== undefined && log.size > 0) throw new StoreFailure('unavailable', 'the file is in use')
  for (const ending of ['-wal', '-shm']) fs.rmSync(file + ending, { force: true })
}
