import fs from 'node:fs'
import path from 'node:path'
import type { KeptCopy } from '../shared/store-opening.ts'
import type { Sqlite } from './driver.ts'
import { schemaVersion } from './migrate.ts'
import { ENDINGS } from './set-aside.ts'
import { syncPath } from './sync-path.ts'

const UNFINISHED = '.tmp'

/**
 * Copies a database to `<file>.before-<version>` before it is brought to a newer version of the schema; older
 * copies go when the new one is whole and on the disk. The copy is encrypted under the same key. Throws what
 * the database throws, `storage-full` among it, and then leaves nothing of the copy. The driver's own `backup`
 * cannot copy an encrypted file.
 */
export function keepCopy(db: Sqlite, file: string, version: number): void {
  const copy = `${file}.before-${version}`
  const unfinished = copy + UNFINISHED
  removeUnfinishedCopies(file)
  try {
    // SQLite fills an empty file, and would make one that others may read.
    fs.closeSync(fs.openSync(unfinished, 'wx', 0o600))
    db.prepare<[string], never>('VACUUM INTO ?').run(unfinished)
    // SQLite does not do so (sqlite.org/lang_vacuum.html).
    syncPath(unfinished)
    fs.renameSync(unfinished, copy)
    syncPath(path.dirname(file))
  } catch (error) {
    removeUnfinishedCopies(file)
    throw error
  }
  for (const other of filesBeside(file)) if (other !== copy) fs.rmSync(other, { force: true })
}

/** Copies what is open, as {@link keepCopy} does; answers how many files that were. */
export function keepCopies(open: readonly (Sqlite | null)[]): number {
  const databases = open.filter((db) => db !== null)
  for (const db of databases) keepCopy(db, db.name, schemaVersion(db))
  return databases.length
}

/** The newest copy that has no newer schema than `newestVersion`. */
export function findCopy(file: string, newestVersion: number): KeptCopy | null {
  const copies = filesBeside(file).flatMap((found): KeptCopy[] => {
    const version = Number(found.slice(`${file}.before-`.length))
    if (!Number.isInteger(version) || version < 1 || version > newestVersion) return []
    return [{ path: found, version, madeAtMs: Math.round(fs.statSync(found).mtimeMs) }]
  })
  return copies.sort((a, b) => b.version - a.version)[0] ?? null
}

/** Removes every copy: it may hold what has to go. */
export function removeCopies(file: string): void {
  for (const found of filesBeside(file)) fs.rmSync(found, { force: true })
}

/** A copy that was cut off is worth nothing. */
export function removeUnfinishedCopies(file: string): void {
  for (const found of filesBeside(file)) {
    if (ENDINGS.some((ending) => found.endsWith(UNFINISHED + ending))) fs.rmSync(found, { force: true })
  }
}

function filesBeside(file: string): string[] {
  const folder = path.dirname(file)
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.startsWith(`${path.basename(file)}.before-`))
    .map((entry) => path.join(folder, entry.name))
}
