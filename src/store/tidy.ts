import type { Sqlite } from './driver.ts'
import { ridRange } from './rid-range.ts'
import { inTransaction, sql } from './sql.ts'

/** Takes about as long as a page of a load. */
const ROWS_AT_A_TIME = 200

type Range = [first: number, last: number]

const findAbandoned = sql<[], { id: number }>('SELECT id FROM stream WHERE account_id IS NULL LIMIT 1')
const nextRows = sql<[...Range, limit: number], { last: number | null }>(
  'SELECT max(rid) AS last FROM (SELECT rid FROM item WHERE rid BETWEEN ? AND ? ORDER BY rid LIMIT ?)',
)
const deleteItems = sql<Range, never>('DELETE FROM item WHERE rid BETWEEN ? AND ?')
const deleteRecords = sql<Range, never>('DELETE FROM record WHERE rid BETWEEN ? AND ?')
const deleteSeen = sql<Range, never>('DELETE FROM seen WHERE rid BETWEEN ? AND ?')
const deleteStream = sql<[id: number], never>('DELETE FROM stream WHERE id = ?')

/** Deletes some rows of a removed account; answers whether there are more. A kill loses nothing but time. */
export function deleteAbandonedRows(db: Sqlite): boolean {
  const abandoned = findAbandoned(db).get()
  if (!abandoned) return false
  const { first, last: end } = ridRange(abandoned.id)
  return inTransaction(db, () => {
    const last = nextRows(db).get(first, end, ROWS_AT_A_TIME)?.last ?? null
    if (last === null) {
      deleteStream(db).run(abandoned.id)
      return true
    }
    deleteItems(db).run(first, last)
    deleteRecords(db).run(first, last)
    deleteSeen(db).run(first, last)
    return true
  })
}

/** Carries the log over into the file and empties it: after a long load it is as large as 130 MB. */
export function emptyLog(db: Sqlite): void {
  db.pragma('wal_checkpoint(TRUNCATE)')
}
