import fs from 'node:fs'
import { connectForWriting } from '../../src/store/connection.ts'
import { schemaVersion } from '../../src/store/migrate.ts'

/** What an update and a later version leave: a copy from before, and a file with a schema that nobody here knows. */
export function leaveNewer(file: string, key: Uint8Array): void {
  const db = connectForWriting(file, key, 'FULL')
  const version = schemaVersion(db)
  db.pragma('wal_checkpoint(TRUNCATE)')
  fs.copyFileSync(file, `${file}.before-${version}`)
  db.pragma('user_version = 99')
  db.close()
}
