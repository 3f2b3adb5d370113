import { RECEIPTS_KEPT } from '../shared/store-methods.ts'
import type { ChangeId } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { inTransaction, sql } from './sql.ts'

const findAnswer = sql<[slot: number, start: string, number: number], { answer: string }>(
  'SELECT answer FROM receipt WHERE slot = ? AND start = ? AND number = ?',
)
const keepAnswer = sql<[slot: number, start: string, number: number, answer: string], never>(
  'INSERT OR REPLACE INTO receipt (slot, start, number, answer) VALUES (?, ?, ?, ?)',
)

/**
 * Makes a change that may be sent again because its answer was lost: the first time it is made, and the
 * answer noted in the same transaction; after that the note answers. A change that fails leaves no note.
 */
export function once(db: Sqlite, change: ChangeId, work: () => unknown): unknown {
  const { start, number } = change
  const slot = number % RECEIPTS_KEPT
  return inTransaction(db, () => {
    const known = findAnswer(db).get(slot, start, number)
    if (known) return JSON.parse(known.answer) as unknown
    const answer = work()
    keepAnswer(db).run(slot, start, number, JSON.stringify(answer))
    return answer
  })
}
