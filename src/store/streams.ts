import type { AccountId } from '../shared/model/account.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { withAdded } from './laid-reads.ts'
import type { Outbox } from './outbox.ts'
import { ridRange } from './rid-range.ts'
import { inTransaction, sql } from './sql.ts'

/** The rows of one type of one account, and the range of row ids that is theirs. */
export interface Stream {
  readonly id: number
  lastRid: number
}

type StreamName = [accountId: AccountId, type: ItemType]

const findStream = sql<StreamName, { id: number; last_rid: number | null }>(
  'SELECT id, last_rid FROM stream WHERE account_id = ? AND type = ?',
)
const addStream = sql<StreamName, never>('INSERT INTO stream (account_id, type) VALUES (?, ?)')
const growStream = sql<[lastRid: number, added: number, id: number], never>(
  'UPDATE stream SET last_rid = ?, count = count + ? WHERE id = ?',
)
const streamsOf = sql<[accountId: AccountId], { id: number; count: number }>(
  'SELECT id, count FROM stream WHERE account_id = ?',
)
const abandonStream = sql<[id: number], never>('UPDATE stream SET account_id = NULL, count = 0 WHERE id = ?')
const deleteFeedsOf = sql<[accountId: AccountId], never>('DELETE FROM feed WHERE account_id = ?')
const deleteOf = ['fact', 'link', 'run_report', 'call_count', 'tombstone'].map((table) =>
  sql<[accountId: AccountId], never>(`DELETE FROM ${table} WHERE account_id = ?`),
)
const listCounts = sql<[], { accountId: AccountId; type: ItemType; count: number }>(
  `SELECT account_id AS accountId, type, count FROM stream WHERE account_id IS NOT NULL ORDER BY id`,
)

export function openStream(db: Sqlite, accountId: AccountId, type: ItemType): Stream {
  const found = findStream(db).get(accountId, type)
  if (found) return { id: found.id, lastRid: found.last_rid ?? ridRange(found.id).first }
  const id = Number(addStream(db).run(accountId, type).lastInsertRowid)
  return { id, lastRid: ridRange(id).first }
}

/** Notes the rows that were added behind `lastRid`. */
export function noteGrowth(db: Sqlite, stream: Stream, added: number): void {
  growStream(db).run(stream.lastRid, added, stream.id)
}

/**
 * Removes an account's items at once as far as anybody can see; their rows are deleted little by little
 * afterwards, because a million of them take minutes. A page that is still on its way is refused.
 */
export function removeAccount(db: Sqlite, input: StoreInput<'removeAccount'>): StoreOutput<'removeAccount'> {
  return inTransaction(db, () => {
    const streams = streamsOf(db).all(input.accountId)
    for (const { id } of streams) abandonStream(db).run(id)
    deleteFeedsOf(db).run(input.accountId)
    for (const statement of deleteOf) statement(db).run(input.accountId)
    return { removed: streams.reduce((sum, { count }) => sum + count, 0) }
  })
}

/** Rows of the outbox without one under them are counted in. */
export function countItems(db: Sqlite, outbox: Outbox | null = null): StoreOutput<'countItems'> {
  return withAdded(outbox, listCounts(db).all())
}
