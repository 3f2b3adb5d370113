import type { Sqlite } from './driver.ts'
import { StoreFailure } from './failure.ts'
import { removeCopies } from './kept-copy.ts'
import { ridRange } from './rid-range.ts'
import { removeSetAside } from './set-aside.ts'
import { inTransaction, sql } from './sql.ts'

/** Takes about as long as a page of a load. */
const ROWS_AT_A_TIME = 200
/** Pages of an index, which take about as long. */
const PAGES_AT_A_TIME = 200
/** So much is written anew in one to two seconds, in which nobody is answered. */
const LARGEST_REWRITTEN_BYTES = 256 * 1024 * 1024

type Range = [first: number, last: number]

const findAbandoned = sql<[], { id: number }>('SELECT id FROM stream WHERE account_id IS NULL')
const nextRows = sql<[...Range, limit: number], { last: number | null }>(
  'SELECT max(rid) AS last FROM (SELECT rid FROM item WHERE rid BETWEEN ? AND ? ORDER BY rid LIMIT ?)',
)
const deleteItems = sql<Range, never>('DELETE FROM item WHERE rid BETWEEN ? AND ?')
const deleteRecords = sql<Range, never>('DELETE FROM record WHERE rid BETWEEN ? AND ?')
const deleteSeen = sql<Range, never>('DELETE FROM seen WHERE rid BETWEEN ? AND ?')
const deleteContents = sql<Range, never>('DELETE FROM content WHERE rid BETWEEN ? AND ?')
const deleteStreams = sql<[], never>('DELETE FROM stream WHERE account_id IS NULL')

/** Whether there is any. */
export const owesRemovals = (db: Sqlite): { isOwed: boolean } => ({
  isOwed: findAbandoned(db).get() !== undefined,
})

/** How far the removal of accounts has come; the streams without an account say that there is one. */
export type Removal = 'rows' | 'word' | 'word-goes-on' | 'part' | 'part-goes-on' | 'file' | 'log' | 'note'

/**
 * Does a little of what removed accounts leave to be done; answers the next thing to do, or null. First
 * their rows; then what both indexes keep of them, because FTS5 only notes that a row is gone until its
 * segments are merged; then the pages. Their streams' names go last: a kill begins again where it must. A copy of the file
 * that is being made reads the log for seconds: until it is through, the same step is the next one.
 */
export function removeLittle(db: Sqlite, removal: Removal): Removal | null {
  const abandoned = findAbandoned(db).all()
  if (abandoned.length === 0) {
    // The note that there was nothing to remove is in the log by now.
    return emptyLogUnlessRead(db) ? null : 'note'
  }
  // Another account may have been removed meanwhile.
  if (abandoned.some(({ id }) => deleteRowsOf(db, id))) return 'rows'
  switch (removal) {
    case 'rows':
    case 'word':
      return mergeLittle(db, 'word', true) ? 'word-goes-on' : 'part'
    case 'word-goes-on':
      return mergeLittle(db, 'word', false) ? 'word-goes-on' : 'part'
    case 'part':
      return mergeLittle(db, 'part', true) ? 'part-goes-on' : 'file'
    case 'part-goes-on':
      return mergeLittle(db, 'part', false) ? 'part-goes-on' : 'file'
    case 'file':
      // Before the work: it would be in vain.
      if (!emptyLogUnlessRead(db)) return 'file'
      rewriteFile(db)
      return 'log'
    case 'log':
    case 'note':
      if (!emptyLogUnlessRead(db)) return 'log'
      // An update, or damage, may have put the file aside meanwhile, with what was not removed yet.
      removeFilesBeside(db)
      // What is left says that there is something to do, so it must outlive whatever fails.
      deleteStreams(db).run()
      return emptyLogUnlessRead(db) ? null : 'note'
  }
}

/** Removes what was kept of the file: it holds rows that have to go, and all of them can be loaded again. */
export function removeFilesBeside(db: Sqlite): void {
  removeSetAside(db.name)
  removeCopies(db.name)
}

/** Answers whether there were any rows. */
function deleteRowsOf(db: Sqlite, stream: number): boolean {
  const { first, last: end } = ridRange(stream)
  return inTransaction(db, () => {
    const last = nextRows(db).get(first, end, ROWS_AT_A_TIME)?.last ?? null
    if (last === null) return false
    deleteItems(db).run(first, last)
    deleteRecords(db).run(first, last)
    deleteSeen(db).run(first, last)
    deleteContents(db).run(first, last)
    return true
  })
}

const totalChanges = sql<[], { changes: number }>('SELECT total_changes() AS changes')
const mergeSegments = {
  word: sql<[pages: number], never>(`INSERT INTO word (word, rank) VALUES ('merge', ?)`),
  part: sql<[pages: number], never>(`INSERT INTO part (part, rank) VALUES ('merge', ?)`),
}

/**
 * Merges some pages of an index; answers whether there is more. A negative number begins an "optimize" that
 * can be done in steps, and a step that changes fewer than two rows was the last (FTS5 documentation, 6.8).
 */
function mergeLittle(db: Sqlite, table: 'word' | 'part', isBeginning: boolean): boolean {
  const before = totalChanges(db).get()?.changes ?? 0
  mergeSegments[table](db).run(isBeginning ? -PAGES_AT_A_TIME : PAGES_AT_A_TIME)
  return (totalChanges(db).get()?.changes ?? 0) - before >= 2
}

/**
 * Deleted rows are overwritten, but a row that SQLite moved to another page may have left a copy in the free
 * part of the first: only a file that is written anew has none. It is built in memory, so a large one stays
 * as it is.
 */
export function rewriteFile(db: Sqlite): void {
  const pages = Number(db.pragma('page_count', { simple: true }))
  const free = Number(db.pragma('freelist_count', { simple: true }))
  const pageBytes = Number(db.pragma('page_size', { simple: true }))
  if ((pages - free) * pageBytes <= LARGEST_REWRITTEN_BYTES) db.exec('VACUUM')
}

const carryOver = sql<[], { busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)')

/**
 * Carries the log over into the file and empties it: after a long load it is as large as 130 MB. Waits for a
 * read that is going on; throws `unavailable` where one lasts too long.
 */
export function emptyLog(db: Sqlite): void {
  if (carryOver(db).get()?.busy !== 0) throw new StoreFailure('unavailable', 'the log is being read')
}

/**
 * The same where it may be left for another time; answers whether it is empty. A copy of the file that is being made reads
 * for seconds, in which nothing could be written.
 */
export function emptyLogUnlessRead(db: Sqlite): boolean {
  db.pragma('busy_timeout = 250')
  try {
    return carryOver(db).get()?.busy === 0
  } finally {
    db.pragma('busy_timeout = 5000')
  }
}
