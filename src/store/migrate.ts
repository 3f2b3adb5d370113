import type { Sqlite } from './driver.ts'
import { inTransaction } from './sql.ts'

/** One step from a version of the schema to the next: SQL that runs in a transaction of its own. */
export type Migration = string

/** The version of the schema that the file holds; 0 for a new one. */
export function schemaVersion(db: Sqlite): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/**
 * Brings the file to the newest version, forward only. Each step and its version number are committed
 * together: a kill leaves the file before or after a step, never in the middle.
 */
export function migrate(db: Sqlite, migrations: readonly Migration[]): void {
  migrations.slice(schemaVersion(db)).forEach((step) => {
    inTransaction(db, () => {
      const version = schemaVersion(db) + 1
      db.exec(step)
      db.pragma(`user_version = ${version}`)
    })
  })
}
