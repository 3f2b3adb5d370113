import { connect, type Sqlite } from './driver.ts'
import { isUnreadable } from './failure.ts'
import { schemaVersion } from './migrate.ts'
import { defineFunctions } from './sql-functions.ts'

/** SQLite's own default is 4,096; 8 KB pages load about 1.7 times as fast and make the file a fifth smaller. */
const PAGE_BYTES = 8_192

/** `FULL` survives a power cut after each commit; `NORMAL` may lose the last commits, never tear one. */
export type Synchronous = 'NORMAL' | 'FULL'

/** The one connection that writes. Throws what the database throws; a wrong key shows here. */
export function connectForWriting(file: string, key: Uint8Array, synchronous: Synchronous): Sqlite {
  return connected(file, false, key, (db) => {
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
    defineFunctions(db)
  })
}

/**
 * A second connection beside the one that writes. Its cache is small: whenever the other one has committed,
 * SQLite reads every page anew.
 */
export function connectForReading(file: string, key: Uint8Array): Sqlite {
  return connected(file, true, key, (db) => {
    db.pragma('temp_store = MEMORY')
    db.pragma('cache_size = -16384')
    db.pragma('busy_timeout = 5000')
    defineFunctions(db)
  })
}

/**
 * A connection for a look at a file that nobody has open. It does not even carry over a left log, and it cannot
 * write over a stump of a file, which SQLite takes for an empty database.
 */
export function lookInto<Value>(file: string, key: Uint8Array, look: (db: Sqlite) => Value): Value {
  const db = connected(file, true, key, (made) => made.pragma('temp_store = MEMORY'))
  try {
    return look(db)
  } finally {
    db.close()
  }
}

/**
 * A connection to a file that nobody else has, and that is thrown away when anything goes wrong with it: without a
 * journal, in which SQLite would hold every page that it changes.
 */
export function connectAlone(file: string, key: Uint8Array): Sqlite {
  return connected(file, false, key, (db) => {
    db.pragma('temp_store = MEMORY')
    db.pragma('journal_mode = OFF')
    // The caller brings the whole of it to the disk at the end.
    db.pragma('synchronous = OFF')
    db.pragma('cache_size = -16384')
    // A wrong key shows at the first read.
    db.prepare('SELECT 1 FROM sqlite_master').get()
  })
}

/** Whether the key opens the file. Throws where the reason lies outside the file. */
export function isOpenedBy(file: string, key: Uint8Array): boolean {
  try {
    // A wrong key shows at the first read.
    lookInto(file, key, schemaVersion)
    return true
  } catch (error) {
    if (isUnreadable(error)) return false
    throw error
  }
}

/** The order matters: the cipher before the key, the key before anything that reads or writes. */
export function unlock(db: Sqlite, key: Uint8Array): void {
  db.pragma("cipher = 'aegis'")
  db.key(rawKey(key))
}

/** Writes every page anew under another key, whatever lies open of the file elsewhere: nothing may. */
export function rekey(db: Sqlite, key: Uint8Array): void {
  db.rekey(rawKey(key))
}

const rawKey = (key: Uint8Array): Buffer => Buffer.from(`raw:${Buffer.from(key).toString('hex')}`)

function connected(
  file: string,
  readonly: boolean,
  key: Uint8Array,
  configure: (db: Sqlite) => unknown,
): Sqlite {
  const db = connect(file, { readonly })
  try {
    unlock(db, key)
    configure(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}
