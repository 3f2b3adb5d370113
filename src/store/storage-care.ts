import fs from 'node:fs'
import path from 'node:path'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import { accountSizes } from './account-sizes.ts'
import type { Sqlite } from './driver.ts'
import { OUTBOX_FILE } from './open-database.ts'
import { inOutbox, type Outbox } from './outbox.ts'
import { ENDINGS } from './set-aside.ts'
import { sql } from './sql.ts'

const sumCounts = sql<[], { items: number }>(
  'SELECT coalesce(sum(count), 0) AS items FROM stream WHERE account_id IS NOT NULL',
)
const readVersions = sql<[], { sqlite: string; extension: string }>(
  'SELECT sqlite_version() AS sqlite, sqlite3mc_version() AS extension',
)
const rebuildIndex = {
  word: sql<[], never>(`INSERT INTO word (word) VALUES ('rebuild')`),
  part: sql<[], never>(`INSERT INTO part (part) VALUES ('rebuild')`),
}

export function storageSize(db: Sqlite): StoreOutput<'storageSize'> {
  const files = [db.name, path.join(path.dirname(db.name), OUTBOX_FILE)]
  const sizeOf = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const names = files.flatMap((file) => ENDINGS.map((ending) => file + ending))
  return {
    bytes: names.reduce((sum, name) => sum + sizeOf(name), 0),
    items: sumCounts(db).get()?.items ?? 0,
    engine: engineOf(db),
    accounts: accountSizes(db),
  }
}

/** The driver's own functions and pragma (utelle.github.io/SQLite3MultipleCiphers). */
function engineOf(db: Sqlite): StoreOutput<'storageSize'>['engine'] {
  const [cipher] = db.pragma('cipher') as Readonly<Record<string, string>>[]
  const versions = readVersions(db).get()
  if (versions === undefined) throw new Error('a row is answered')
  return { ...versions, cipher: Object.values(cipher ?? {})[0] ?? '' }
}

/** SQLite's own words on what it found. It compares its own indexes with the rows, not those of the search. */
export function checkStorage(db: Sqlite, outbox: Outbox | null): StoreOutput<'checkStorage'> {
  const ofOutbox = outbox === null ? [] : inOutbox(() => problemsIn(outbox.db))
  return { problems: [...problemsIn(db), ...ofOutbox.map((line) => `${OUTBOX_FILE}: ${line}`)] }
}

function problemsIn(db: Sqlite): string[] {
  const rows = db.pragma('integrity_check') as { integrity_check: string }[]
  return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok')
}

/** Both search indexes from the rows. */
export function rebuildSearch(
  db: Sqlite,
  { isBeginning }: StoreInput<'rebuildSearch'>,
): StoreOutput<'rebuildSearch'> {
  rebuildIndex[isBeginning ? 'word' : 'part'](db).run()
  return { isDone: !isBeginning }
}
