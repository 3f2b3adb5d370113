import fs from 'node:fs'
import path from 'node:path'
import type { Adoption, WorkspaceFileName } from '../shared/backup-protocol.ts'
import type { StoreInput } from '../shared/store-protocol.ts'
import { connectAlone, lookInto, rekey } from './connection.ts'
import { removeDatabase } from './copy-file.ts'
import { connect, type Sqlite } from './driver.ts'
import { isUnreadable } from './failure.ts'
import { migrate, schemaVersion, type Migration } from './migrate.ts'
import { cacheMigrations, outboxMigrations } from './migrations/steps.ts'
import { renameAccounts } from './rename-accounts.ts'
import { defineFunctions } from './sql-functions.ts'
import { syncPath } from './sync-path.ts'

const migrationsOf = { cache: cacheMigrations, outbox: outboxMigrations } as const satisfies Record<
  WorkspaceFileName,
  readonly Migration[]
>

/**
 * Makes a file of a workspace of a copy that came from somewhere else (`backup-protocol.ts`). The copy was whole when
 * its backup was opened; what is looked for here is what somebody may have put into it who knew the passphrase: pages
 * that SQLite stumbles over, and tables, triggers or views that are not ours. Throws what the database throws where the
 * reason lies outside the file, and then leaves nothing of the target.
 */
export function adoptFile({ what, copy, copyKey, ...own }: StoreInput<'adoptFile'>): Adoption {
  const { target, key, accounts } = own
  const migrations = migrationsOf[what]
  removeDatabase(target)
  try {
    const version = lookInto(copy, copyKey, (db) => judge(db, migrations))
    if (version === 'damaged' || version === 'too-new') return version
    fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 })
    // On the same disk, a system that can do so shares the bytes until they are changed.
    fs.copyFileSync(copy, target, fs.constants.COPYFILE_EXCL | fs.constants.COPYFILE_FICLONE)
    fs.chmodSync(target, 0o600)
    const db = connectAlone(target, copyKey)
    try {
      defineFunctions(db)
      migrate(db, migrations)
      renameAccounts(db, what, new Map(accounts.map(({ from, to }) => [from, to])))
      rekey(db, key)
    } finally {
      db.close()
    }
    syncPath(target)
    return 'adopted'
  } catch (error) {
    removeDatabase(target)
    if (isUnreadable(error)) return 'damaged'
    throw error
  }
}

function judge(db: Sqlite, migrations: readonly Migration[]): 'sound' | 'damaged' | 'too-new' {
  const version = schemaVersion(db)
  if (version > migrations.length) return 'too-new'
  if (version < 1 || !isSame(schemaOf(db), schemaAfter(migrations.slice(0, version)))) return 'damaged'
  return db.pragma('quick_check(1)', { simple: true }) === 'ok' ? 'sound' : 'damaged'
}

/** Every table, index, trigger and view as it was made. */
const schemaOf = (db: Sqlite): string[] =>
  db
    .prepare<[], { made: string }>(
      `SELECT json_array(type, name, tbl_name, sql) AS made FROM sqlite_master ORDER BY type, name`,
    )
    .all()
    .map(({ made }) => made)

function schemaAfter(migrations: readonly Migration[]): string[] {
  // Without a key: nothing but the schema is ever in it.
  const db = connect(':memory:', { readonly: false })
  try {
    defineFunctions(db)
    migrate(db, migrations)
    return schemaOf(db)
  } finally {
    db.close()
  }
}

const isSame = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((one, n) => one === right[n])
