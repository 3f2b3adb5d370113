import fs from 'node:fs'
import path from 'node:path'
import { connect, type Sqlite } from './driver.ts'
import { isUnreadable, StoreFailure } from './failure.ts'
import { migrate, schemaVersion, type Migration } from './migrate.ts'
import { isObstructed, setAside } from './set-aside.ts'

/** The workspace's file, in its folder. */
export const CACHE_FILE = 'cache.db'

const KEY_BYTES = 32
/** SQLite's own default is 4,096; 8 KB pages load about 1.7 times as fast and make the file a fifth smaller. */
const PAGE_BYTES = 8_192
/** What an unencrypted SQLite file begins with (sqlite.org/fileformat2.html). */
const PLAINTEXT_MARK = 'SQLite format 3\0'

export interface DatabaseDescription {
  readonly file: string
  /** 32 random bytes. */
  readonly key: Uint8Array
  /** `FULL` survives a power cut after each commit; `NORMAL` may lose the last commits, never tear one. */
  readonly synchronous: 'NORMAL' | 'FULL'
  readonly migrations: readonly Migration[]
  /** The caller has met damage in the file that opening does not meet: set it aside unseen. */
  readonly isKnownDamaged: boolean
}

export type OpenedDatabase =
  | { readonly outcome: 'opened' | 'created'; readonly db: Sqlite }
  | { readonly outcome: 'set-aside'; readonly db: Sqlite; readonly path: string }
  | { readonly outcome: 'too-new' }

/**
 * Opens an encrypted database or makes a new one. What cannot be read is set aside and replaced; what a
 * newer version of the app wrote is left untouched. Files are 0600 and new folders 0700 under any umask.
 * Throws where the reason lies outside the file (no permission, no space, in use).
 */
export function openDatabase(description: DatabaseDescription): OpenedDatabase {
  const { file } = description
  // A raw key of another length would silently be taken as a passphrase.
  if (description.key.byteLength !== KEY_BYTES) {
    throw new StoreFailure('internal', `a database key has ${KEY_BYTES} bytes`)
  }
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  if (isObstructed(file)) return replace(description)
  if (!fs.existsSync(file)) return { outcome: 'created', db: create(description) }
  if (description.isKnownDamaged) return replace(description)
  try {
    if (writtenByNewerApp(description)) return { outcome: 'too-new' }
    fs.chmodSync(file, 0o600)
    return { outcome: 'opened', db: prepare(description) }
  } catch (error) {
    if (isUnreadable(error)) return replace(description)
    throw error
  }
}

function replace(description: DatabaseDescription): OpenedDatabase {
  const aside = setAside(description.file, Date.now())
  return { outcome: 'set-aside', path: aside, db: create(description) }
}

function create(description: DatabaseDescription): Sqlite {
  // SQLite gives its -wal and -shm files the permissions of the main file.
  fs.closeSync(fs.openSync(description.file, 'wx', 0o600))
  const db = prepare(description)
  assertEncrypted(description.file)
  return db
}

/**
 * Looks at the version through a read-only connection: it does not even carry over a left log, and it
 * cannot write over a stump of a file, which SQLite takes for an empty database.
 */
function writtenByNewerApp({ file, key, migrations }: DatabaseDescription): boolean {
  const db = connect(file, { readonly: true })
  try {
    unlock(db, key)
    assertWhole(db, file)
    return schemaVersion(db) > migrations.length
  } finally {
    db.close()
  }
}

function prepare(description: DatabaseDescription): Sqlite {
  const db = connect(description.file, { readonly: false })
  try {
    configure(db, description)
    migrate(db, description.migrations)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** The order matters: the cipher before the key, the key before anything that reads or writes. */
function configure(db: Sqlite, { key, synchronous }: DatabaseDescription): void {
  unlock(db, key)
  db.pragma(`page_size = ${PAGE_BYTES}`)
  // Sorting and index building would write rows to temporary files in clear.
  db.pragma('temp_store = MEMORY')
  db.pragma('journal_mode = WAL')
  db.pragma(`synchronous = ${synchronous}`)
  db.pragma('cache_size = -65536')
  db.pragma('wal_autocheckpoint = 16000')
  db.pragma('busy_timeout = 5000')
  db.pragma('foreign_keys = ON')
  // What is deleted is overwritten. The driver's default too, but a removed account must not rest on that.
  db.pragma('secure_delete = ON')
  // A wrong key shows at the first read.
  db.prepare('SELECT 1 FROM sqlite_master').get()
}

/**
 * A second connection beside the one that writes; it cannot write. Its cache is small: whenever the other one
 * has committed, SQLite reads every page anew.
 */
export function connectForReading(file: string, key: Uint8Array): Sqlite {
  const db = connect(file, { readonly: true })
  try {
    unlock(db, key)
    // Sorting would write rows to temporary files in clear.
    db.pragma('temp_store = MEMORY')
    db.pragma('cache_size = -16384')
    db.pragma('busy_timeout = 5000')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Whether the key opens the file. Throws where the reason lies outside the file. */
export function isOpenedBy(file: string, key: Uint8Array): boolean {
  const db = connect(file, { readonly: true })
  try {
    unlock(db, key)
    // A wrong key shows at the first read.
    schemaVersion(db)
    return true
  } catch (error) {
    if (isUnreadable(error)) return false
    throw error
  } finally {
    db.close()
  }
}

export function unlock(db: Sqlite, key: Uint8Array): void {
  db.pragma("cipher = 'aegis'")
  db.key(Buffer.from(`raw:${Buffer.from(key).toString('hex')}`))
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
