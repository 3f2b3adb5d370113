import fs from 'node:fs'
import path from 'node:path'
import type { KeptCopy } from '../shared/store-opening.ts'
import { connectForWriting, isOpenedBy, lookInto, type Synchronous } from './connection.ts'
import type { Sqlite } from './driver.ts'
import { isUnreadable, StoreFailure } from './failure.ts'
import { findCopy, keepCopy, removeUnfinishedCopies } from './kept-copy.ts'
import { migrate, schemaVersion, type Migration } from './migrate.ts'
import { ENDINGS, isObstructed, setAside } from './set-aside.ts'
import { syncPath } from './sync-path.ts'

/** The workspace's files, in its folder: what can be loaded again, and what the user did. */
export const CACHE_FILE = 'cache.db'
export const OUTBOX_FILE = 'outbox.db'

const KEY_BYTES = 32
/** What an unencrypted SQLite file begins with (sqlite.org/fileformat2.html). */
const PLAINTEXT_MARK = 'SQLite format 3\0'

export interface DatabaseDescription {
  readonly file: string
  /** 32 random bytes. */
  readonly key: Uint8Array
  readonly synchronous: Synchronous
  readonly migrations: readonly Migration[]
  /** The caller has met damage in the file that opening does not meet: set it aside unseen. */
  readonly isKnownDamaged: boolean
  /** The user wants the copy from before the last migration, whatever lies in its place: set that aside. */
  readonly isCopyWanted?: boolean
}

/** `aside` is where the file lies that could not be read; null when there was none. */
export type OpenedDatabase =
  | { readonly outcome: 'opened' | 'created'; readonly db: Sqlite }
  | { readonly outcome: 'set-aside'; readonly db: Sqlite; readonly path: string }
  | { readonly outcome: 'restored'; readonly db: Sqlite; readonly path: string | null }
  | { readonly outcome: 'too-new'; readonly copy: KeptCopy | null }

/**
 * Opens an encrypted database or makes a new one. What cannot be read is set aside, and the copy from before
 * the last migration takes its place, or an empty file; what a newer version of the app wrote is left
 * untouched. An old schema is brought to the newest version after the file was copied; whatever goes wrong there
 * leaves the file as it was. Files are 0600 and new folders 0700 under any umask. Throws where the reason
 * lies outside the file (no permission, no space, in use).
 */
export function openDatabase(description: DatabaseDescription): OpenedDatabase {
  const { file, migrations } = description
  // A raw key of another length would silently be taken as a passphrase.
  if (description.key.byteLength !== KEY_BYTES) {
    throw new StoreFailure('internal', `a database key has ${KEY_BYTES} bytes`)
  }
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  removeUnfinishedCopies(file)
  const found = findCopy(file, migrations.length)
  // One that cannot be read takes nobody's place, and is offered to nobody.
  const copy = found !== null && isOpenedBy(found.path, description.key) ? found : null
  if (description.isCopyWanted === true && copy !== null) return replace(description, copy)
  if (isObstructed(file)) return replace(description, copy)
  if (!fs.existsSync(file)) return restored(description, copy, null) ?? createdAnew(description)
  if (description.isKnownDamaged) return replace(description, copy)
  try {
    const version = lookForVersion(description)
    if (version > migrations.length) return { outcome: 'too-new', copy }
    fs.chmodSync(file, 0o600)
    if (version > 0 && version < migrations.length) {
      lookInto(file, description.key, (db) => keepCopy(db, file, version))
    }
    return { outcome: 'opened', db: prepare(description) }
  } catch (error) {
    if (isUnreadable(error)) return replace(description, copy)
    throw error
  }
}

function replace(description: DatabaseDescription, copy: KeptCopy | null): OpenedDatabase {
  const { file } = description
  const aside = fs.existsSync(file) || isObstructed(file) ? setAside(file, Date.now()) : null
  const fromCopy = restored(description, copy, aside)
  if (fromCopy) return fromCopy
  if (aside === null) return createdAnew(description)
  return { outcome: 'set-aside', path: aside, db: create(description) }
}

/** Lets the copy take the file's place; null when there is none that can be read. */
function restored(
  description: DatabaseDescription,
  copy: KeptCopy | null,
  aside: string | null,
): OpenedDatabase | null {
  const { file, key } = description
  if (copy === null || !isOpenedBy(copy.path, key)) return null
  fs.renameSync(copy.path, file)
  syncPath(path.dirname(file))
  const opened = openDatabase({ ...description, isKnownDamaged: false, isCopyWanted: false })
  if (opened.outcome !== 'opened') return opened
  return { outcome: 'restored', db: opened.db, path: aside }
}

const createdAnew = (description: DatabaseDescription): OpenedDatabase => ({
  outcome: 'created',
  db: create(description),
})

function create(description: DatabaseDescription): Sqlite {
  // SQLite gives its -wal and -shm files the permissions of the main file.
  fs.closeSync(fs.openSync(description.file, 'wx', 0o600))
  try {
    const db = prepare(description)
    assertEncrypted(description.file)
    return db
  } catch (error) {
    // A stump, as where the disk is full, would be taken for a damaged file the next time.
    for (const ending of ENDINGS) fs.rmSync(description.file + ending, { force: true })
    throw error
  }
}

function lookForVersion({ file, key }: DatabaseDescription): number {
  return lookInto(file, key, (db) => {
    assertWhole(db, file)
    return schemaVersion(db)
  })
}

function prepare({ file, key, synchronous, migrations }: DatabaseDescription): Sqlite {
  const db = connectForWriting(file, key, synchronous)
  try {
    migrate(db, migrations)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * The first page is written before there is a log, and every write is whole pages: without a log to carry
 * over, a file that ends within a page was cut. SQLite itself sees only that whole pages are missing.
 */
function assertWhole(db: Sqlite, file: string): void {
  const { size } = fs.statSync(file)
  const logBytes = fs.statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  const pageBytes = Number(db.pragma('page_size', { simple: true }))
  if (size < pageBytes || (logBytes === 0 && size % pageBytes !== 0)) {
    throw new StoreFailure('storage-corrupt', 'the file ends within a page')
  }
}

/** Without a key SQLite writes plain text and reports no error, so a new file is looked at. */
function assertEncrypted(file: string): void {
  const handle = fs.openSync(file, 'r')
  try {
    const head = Buffer.alloc(PLAINTEXT_MARK.length)
    const bytes = fs.readSync(handle, head, 0, head.length, 0)
    if (bytes < head.length || head.toString('latin1') === PLAINTEXT_MARK) {
      throw new StoreFailure('internal', 'a new database is not encrypted')
    }
  } finally {
    fs.closeSync(handle)
  }
}
