import type { StoreInput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { sql, sqlValues } from './sql.ts'

const read = sqlValues<[kind: string, scope: string], string>(
  'SELECT json FROM arrangement WHERE kind = ? AND scope = ?',
)
const write = sql<[kind: string, scope: string, json: string], never>(
  `INSERT INTO arrangement (kind, scope, json) VALUES (?, ?, ?)
   ON CONFLICT DO UPDATE SET json = excluded.json`,
)

export const getArrangement = (db: Sqlite, { kind, scope }: StoreInput<'getArrangement'>): string | null =>
  read(db).get(kind, scope) ?? null

export function putArrangement(db: Sqlite, { kind, scope, json }: StoreInput<'putArrangement'>): null {
  write(db).run(kind, scope, json)
  return null
}
