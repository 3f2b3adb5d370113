import fs from 'node:fs'
import path from 'node:path'
import type { FileCopy, WorkspaceFileName } from '../shared/backup-protocol.ts'
import type { StoreInput } from '../shared/store-protocol.ts'
import { connectAlone, lookInto, rekey } from './connection.ts'
import type { Sqlite } from './driver.ts'
import { schemaVersion } from './migrate.ts'
import { CACHE_FILE, OUTBOX_FILE } from './open-database.ts'
import { inOutbox } from './outbox.ts'
import { ENDINGS } from './set-aside.ts'
import { sql } from './sql.ts'
import { syncPath } from './sync-path.ts'

const fileNames = { cache: CACHE_FILE, outbox: OUTBOX_FILE } as const satisfies Record<
  WorkspaceFileName,
  string
>

const counts = {
  cache: sql<[], { count: number }>(
    'SELECT coalesce(sum(count), 0) AS count FROM stream WHERE account_id IS NOT NULL',
  ),
  outbox: sql<[], { count: number }>('SELECT count(*) AS count FROM change WHERE ended_at_ms IS NULL'),
} as const

/**
 * Copies a file of a workspace, open or not, under another key (`backup-protocol.ts`). `VACUUM INTO` reads one state of
 * it on a connection of its own and keeps cipher and key, so that the copy is never in clear; then it gets its own key.
 * Throws what the database throws, and then leaves nothing of the copy.
 */
export function copyFile({ what, folder, key, copy, copyKey }: StoreInput<'copyFile'>): FileCopy {
  removeDatabase(copy)
  try {
    const file = path.join(folder, fileNames[what])
    fs.mkdirSync(path.dirname(copy), { recursive: true, mode: 0o700 })
    // SQLite fills an empty file, and would make one that others may read.
    fs.closeSync(fs.openSync(copy, 'wx', 0o600))
    const read = (): void =>
      lookInto(file, key, (db) => void db.prepare<[string], never>('VACUUM INTO ?').run(copy))
    // Damage in one of them must not be taken for damage in the other.
    if (what === 'outbox') inOutbox(read)
    else read()
    const facts = withOwnKey(copy, key, copyKey, (db) => ({
      version: schemaVersion(db),
      count: counts[what](db).get()?.count ?? 0,
    }))
    return { ...facts, bytes: fs.statSync(copy).size }
  } catch (error) {
    removeDatabase(copy)
    throw error
  }
}

function withOwnKey<Value>(
  file: string,
  from: Uint8Array,
  to: Uint8Array,
  look: (db: Sqlite) => Value,
): Value {
  const db = connectAlone(file, from)
  try {
    const facts = look(db)
    rekey(db, to)
    return facts
  } finally {
    db.close()
    syncPath(file)
  }
}

/** The file and what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const ending of ENDINGS) fs.rmSync(file + ending, { force: true })
}
