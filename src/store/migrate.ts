import type { Sqlite } from './driver.ts'
import { inTransaction } from './sql.ts'

/** One step from a version of the schema to the next: SQL. */
export type Migration = string

/** The version of the schema that the file holds; 0 for a new one. */
export function schemaVersion(db: Sqlite): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/**
 * Brings the file to the newest version, forward only. All missing steps and the version number are committed
 * together: a kill, a full disk or a step that fails leaves the file as it was.
 */
export function migrate(db: Sqlite, migrations: readonly Migration[]): void {
  if (schemaVersion(db) >= migrations.length) return
  inTransaction(db, () => {
    const version = schemaVersion(db)
    for (const [at, step] of migrations.entries()) if (at >= version) db.exec(step)
    db.pragma(`user_version = ${migrations.length}`)
  })
}
