import type { ChangeId } from '../shared/store-messages.ts'
import type { Sqlite } from './driver.ts'
import { inTransaction, sql } from './sql.ts'

const forgetAnswered = sql<[start: string, answered: number], never>(
  'DELETE FROM receipt WHERE start <> ? OR number <= ?',
)
const findAnswer = sql<[number: number], { answer: string }>('SELECT answer FROM receipt WHERE number = ?')
const keepAnswer = sql<[number: number, start: string, answer: string], never>(
  'INSERT INTO receipt (number, start, answer) VALUES (?, ?, ?)',
)

/**
 * Makes a change that may be sent again because its answer was lost: the first time it is made, and the
 * answer noted in the same transaction; after that the note answers. A change that fails leaves no note. Notes
 * that nobody will ask for any more go with the next change, so that they keep nothing of a removed account.
 */
export function once(db: Sqlite, { start, number, answered }: ChangeId, work: () => unknown): unknown {
  return inTransaction(db, () => {
    forgetAnswered(db).run(start, answered)
    const known = findAnswer(db).get(number)
    if (known) return JSON.parse(known.answer) as unknown
    const answer = work()
    keepAnswer(db).run(number, start, JSON.stringify(answer))
    return answer
  })
}
