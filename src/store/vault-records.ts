import type { StoreInput, StoreOutput, VaultRecord } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { removeCopies } from './kept-copy.ts'
import { sql } from './sql.ts'
import { emptyLog } from './tidy.ts'

type Name = [kind: string, workspaceId: string, id: string]
interface Columns {
  kind: string
  workspaceId: string
  id: string
  sealed: Uint8Array
}

const read = sql<Name, Columns>('SELECT sealed FROM record WHERE kind = ? AND workspace_id = ? AND id = ?')
const write = sql<[...Name, sealed: Uint8Array], never>(
  `INSERT INTO record (kind, workspace_id, id, sealed) VALUES (?, ?, ?, ?)
   ON CONFLICT DO UPDATE SET sealed = excluded.sealed`,
)
const remove = sql<Name, never>('DELETE FROM record WHERE kind = ? AND workspace_id = ? AND id = ?')
const list = sql<[kind: string | null, workspaceId: string | null], Columns>(
  `SELECT kind, workspace_id AS workspaceId, id, sealed FROM record
   WHERE kind = coalesce(?, kind) AND workspace_id = coalesce(?, workspace_id)
   ORDER BY kind, workspace_id, id`,
)

export function readVaultRecord(db: Sqlite, name: StoreInput<'readVaultRecord'>): Uint8Array | null {
  const columns = read(db).get(name.kind, name.workspaceId, name.id)
  return columns ? ownBytes(columns.sealed) : null
}

export function writeVaultRecord(db: Sqlite, record: StoreInput<'writeVaultRecord'>): null {
  write(db).run(record.kind, record.workspaceId, record.id, record.sealed)
  return null
}

export function removeVaultRecord(db: Sqlite, name: StoreInput<'removeVaultRecord'>): null {
  remove(db).run(name.kind, name.workspaceId, name.id)
  return null
}

export function listVaultRecords(
  db: Sqlite,
  input: StoreInput<'listVaultRecords'>,
): StoreOutput<'listVaultRecords'> {
  return list(db)
    .all(input.kind, input.workspaceId)
    .map((columns): VaultRecord => ({ ...columns, sealed: ownBytes(columns.sealed) }))
}

/**
 * Writes the file anew, so that no free part of a page keeps a removed record, and empties the log. The copy
 * from before a migration goes too.
 */
export function compactVault(db: Sqlite): null {
  removeCopies(db.name)
  db.exec('VACUUM')
  emptyLog(db)
  return null
}

/** A copy with memory of its own: a message carries the whole block of memory that a view points into. */
const ownBytes = (view: Uint8Array): Uint8Array => new Uint8Array(view)
