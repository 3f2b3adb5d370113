import fs from 'node:fs'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { ENDINGS } from './set-aside.ts'
import { sql } from './sql.ts'

const sumCounts = sql<[], { items: number }>(
  'SELECT coalesce(sum(count), 0) AS items FROM stream WHERE account_id IS NOT NULL',
)
const rebuildIndex = {
  word: sql<[], never>(`INSERT INTO word (word) VALUES ('rebuild')`),
  part: sql<[], never>(`INSERT INTO part (part) VALUES ('rebuild')`),
}

export function storageSize(db: Sqlite): StoreOutput<'storageSize'> {
  const sizeOf = (ending: string): number =>
    fs.statSync(db.name + ending, { throwIfNoEntry: false })?.size ?? 0
  return {
    bytes: ENDINGS.reduce((sum, ending) => sum + sizeOf(ending), 0),
    items: sumCounts(db).get()?.items ?? 0,
  }
}

/** SQLite's own words on what it found. It compares its own indexes with the rows, not those of the search. */
export function checkStorage(db: Sqlite): StoreOutput<'checkStorage'> {
  const rows = db.pragma('integrity_check') as { integrity_check: string }[]
  return { problems: rows.map((row) => row.integrity_check).filter((line) => line !== 'ok') }
}

/** Both search indexes from the rows. */
export function rebuildSearch(
  db: Sqlite,
  { isBeginning }: StoreInput<'rebuildSearch'>,
): StoreOutput<'rebuildSearch'> {
  rebuildIndex[isBeginning ? 'word' : 'part'](db).run()
  return { isDone: !isBeginning }
}
