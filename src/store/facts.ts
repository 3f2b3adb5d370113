import type { AccountId } from '../shared/model/account.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { sql } from './sql.ts'

const writeFact = sql<[accountId: AccountId, name: string, json: string], never>(
  `INSERT INTO fact (account_id, name, json) VALUES (?, ?, ?)
   ON CONFLICT DO UPDATE SET json = excluded.json WHERE json <> excluded.json`,
)
const readFact = sql<[accountId: AccountId, name: string], { json: string }>(
  'SELECT json FROM fact WHERE account_id = ? AND name = ?',
)

/** Keeps what an account told of itself besides its items. Answers whether it is other than what was kept. */
export const putFact = (db: Sqlite, accountId: AccountId, name: string, json: string): boolean =>
  writeFact(db).run(accountId, name, json).changes > 0

export function getFact(db: Sqlite, { accountId, name }: StoreInput<'getFact'>): StoreOutput<'getFact'> {
  return readFact(db).get(accountId, name)?.json ?? null
}
