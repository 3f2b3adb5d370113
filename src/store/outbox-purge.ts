import type { Sqlite } from './driver.ts'
import { removeCopies } from './kept-copy.ts'
import { rebuildLaidIndexes } from './laid-rows.ts'
import type { WritableOutbox } from './outbox.ts'
import { inTransaction, sql } from './sql.ts'
import { emptyLogUnlessRead, rewriteFile } from './tidy.ts'

const noteOwed = sql<[isOwed: number], never>('UPDATE ledger SET is_purge_owed = ?')
const readOwed = sql<[], { is_purge_owed: number }>('SELECT is_purge_owed FROM ledger')

export function openedOutbox(db: Sqlite): WritableOutbox {
  return { db, laidCounts: null, isPurgeOwed: readOwed(db).get()?.is_purge_owed === 1 }
}

/** Notes, within the transaction that removes something for good, that the file has to be written anew after it. */
export function owePurge(outbox: WritableOutbox): void {
  noteOwed(outbox.db).run(1)
  outbox.isPurgeOwed = true
}

/**
 * Leaves nothing of what was removed in an index, a free part of the file, its log or a copy from before a migration.
 * The note that this is owed goes last: a kill in between, or a disk without room, leaves it to the next opening. While a
 * copy of the file is being made it stays owed, and is done in a quiet moment after that.
 */
export function purge(outbox: WritableOutbox): void {
  const { db } = outbox
  outbox.isPurgeOwed = true
  removeCopies(db.name)
  if (!emptyLogUnlessRead(db)) return
  inTransaction(db, () => rebuildLaidIndexes(db))
  rewriteFile(db)
  if (!emptyLogUnlessRead(db)) return
  noteOwed(db).run(0)
  // The note tells nothing of anybody.
  emptyLogUnlessRead(db)
  outbox.isPurgeOwed = false
}
