import type { AccountId } from '../shared/model/account.ts'
import type { ChangeId } from '../shared/model/change-id.ts'
import type { ItemKey } from '../shared/model/item.ts'
import type { StoredChange, StoredStep } from '../shared/outbox-protocol.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { inTransaction, sql } from './sql.ts'

const CHANGE_COLUMNS = 'id, seq, account_id AS accountId, key, ended_at_ms AS endedAtMs, body'

const readOpen = sql<[], StoredChange>(
  `SELECT ${CHANGE_COLUMNS} FROM change WHERE ended_at_ms IS NULL ORDER BY seq`,
)
const readEnded = sql<[sinceMs: number, limit: number], StoredChange>(
  `SELECT ${CHANGE_COLUMNS} FROM change WHERE ended_at_ms >= ? ORDER BY ended_at_ms DESC, seq DESC LIMIT ?`,
)
const countEnded = sql<[sinceMs: number], { total: number }>(
  'SELECT count(*) AS total FROM change WHERE ended_at_ms >= ?',
)
const readSteps = sql<[], Omit<StoredStep, 'changeIds'> & { changeIds: string }>(
  'SELECT id, seq, account_id AS accountId, change_ids AS changeIds, body FROM step ORDER BY seq',
)
const readLastSeq = sql<[], { last_seq: number }>('SELECT last_seq FROM ledger')
const raiseLastSeq = sql<[seq: number], never>('UPDATE ledger SET last_seq = max(last_seq, ?)')

const writeChange = sql<
  [ChangeId, seq: number, AccountId, ItemKey, endedAtMs: number | null, body: string],
  never
>(
  `INSERT INTO change (id, seq, account_id, key, ended_at_ms, body) VALUES (?, ?, ?, ?, ?, ?)
   ON CONFLICT DO UPDATE SET seq = excluded.seq, account_id = excluded.account_id, key = excluded.key,
     ended_at_ms = excluded.ended_at_ms, body = excluded.body`,
)
const writeStep = sql<[id: string, seq: number, AccountId, changeIds: string, body: string], never>(
  `INSERT INTO step (id, seq, account_id, change_ids, body) VALUES (?, ?, ?, ?, ?)
   ON CONFLICT DO UPDATE SET seq = excluded.seq, account_id = excluded.account_id,
     change_ids = excluded.change_ids, body = excluded.body`,
)
const removeStep = sql<[id: string], never>('DELETE FROM step WHERE id = ?')

const removeEnded = sql<[beforeMs: number], never>('DELETE FROM change WHERE ended_at_ms < ?')
const removeEmptySteps = sql<[], never>(
  `DELETE FROM step WHERE NOT EXISTS
     (SELECT 1 FROM json_each(step.change_ids) AS part JOIN change ON change.id = part.value)`,
)
const removeStepsWithEnded = sql<[ItemKey], never>(
  `DELETE FROM step WHERE EXISTS
     (SELECT 1 FROM json_each(step.change_ids) AS part JOIN change ON change.id = part.value
      WHERE change.key = ? AND change.ended_at_ms IS NOT NULL)`,
)
const removeEndedOfKey = sql<[ItemKey], never>('DELETE FROM change WHERE key = ? AND ended_at_ms IS NOT NULL')
const renameChanges = sql<[to: ItemKey, from: ItemKey], never>('UPDATE change SET key = ? WHERE key = ?')

export function readOutbox(db: Sqlite): StoreOutput<'readOutbox'> {
  return {
    changes: readOpen(db).all(),
    steps: readSteps(db)
      .all()
      .map((step) => ({ ...step, changeIds: JSON.parse(step.changeIds) as ChangeId[] })),
    lastSeq: readLastSeq(db).get()?.last_seq ?? 0,
  }
}

export function endedChanges(
  db: Sqlite,
  { sinceMs, limit }: StoreInput<'endedChanges'>,
): StoreOutput<'endedChanges'> {
  return {
    changes: readEnded(db).all(sinceMs, limit),
    total: countEnded(db).get(sinceMs)?.total ?? 0,
  }
}

export function forgetEnded(db: Sqlite, { beforeMs }: StoreInput<'forgetEnded'>): StoreOutput<'forgetEnded'> {
  return inTransaction(db, () => {
    const { changes } = removeEnded(db).run(beforeMs)
    removeEmptySteps(db).run()
    return { removed: changes }
  })
}

/** The caller of this and the following holds the transaction. */
export function putChange(db: Sqlite, change: StoredChange): void {
  const { id, seq, accountId, key, endedAtMs, body } = change
  writeChange(db).run(id, seq, accountId, key, endedAtMs, body)
  raiseLastSeq(db).run(seq)
}

export function putStep(db: Sqlite, { id, seq, accountId, changeIds, body }: StoredStep): void {
  writeStep(db).run(id, seq, accountId, JSON.stringify(changeIds), body)
  raiseLastSeq(db).run(seq)
}

export const dropStep = (db: Sqlite, id: string): void => void removeStep(db).run(id)

export const moveChanges = (db: Sqlite, from: ItemKey, to: ItemKey): void =>
  void renameChanges(db).run(to, from)

/** A step with one of them goes whole: taken back, it would bring the record's values again. */
export function eraseEnded(db: Sqlite, key: ItemKey): void {
  removeStepsWithEnded(db).run(key)
  removeEndedOfKey(db).run(key)
}
