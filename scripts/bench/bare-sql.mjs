/**
 * The floor: what SQLite takes for the same job with nothing of the store around it, on a connection that nobody else
 * disturbs.
 */
import path from 'node:path'
import { connectForReading } from '../../src/store/connection.ts'
import { ITEM_COLUMNS, LIST_COLUMNS, contentHash, itemValues } from '../../src/store/item-columns.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { cacheMigrations } from '../../src/store/migrations/steps.ts'
import { ridRange } from '../../src/store/rid-range.ts'
import { wordExpression } from '../../src/store/search-expressions.ts'
import { aKey } from '../../tests/support/opened-store.ts'

const ROWS = 50
/** Rows in one transaction. */
const BATCH = 1_000

/** @returns milliseconds per query: the newest hits of the word index and their rows */
export function searchBare(folder, queries, rounds) {
  const db = connectForReading(path.join(folder, 'cache.db'), aKey)
  try {
    const find = db.prepare(
      `SELECT ${LIST_COLUMNS} FROM item JOIN stream ON stream.id = item.stream
       WHERE item.rid IN (SELECT rowid FROM word WHERE word MATCH ? ORDER BY rowid DESC LIMIT ${ROWS})`,
    )
    const times = []
    for (let round = 0; round <= rounds; round++) {
      for (const query of queries) {
        const expression = wordExpression(query)
        if (expression === null) continue
        const start = performance.now()
        find.all(expression)
        // The first round fills the caches.
        if (round > 0) times.push(performance.now() - start)
      }
    }
    return times
  } finally {
    db.close()
  }
}

/**
 * @returns rows a second, in transactions of a thousand, with the tables, indexes and triggers of the store and values
 * that were made beforehand
 */
export function insertBare(folder, items) {
  const { db } = openDatabase({
    file: path.join(folder, 'bare.db'),
    key: aKey,
    synchronous: 'NORMAL',
    migrations: cacheMigrations,
    isKnownDamaged: false,
  })
  try {
    const stream = Number(
      db.prepare(`INSERT INTO stream (account_id, type) VALUES ('acct-1', 'contact')`).run().lastInsertRowid,
    )
    const columns = ['rid', 'stream', 'key', ...ITEM_COLUMNS, 'hash']
    const addItem = db.prepare(
      `INSERT INTO item (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    const addRecord = db.prepare('INSERT INTO record (rid, json) VALUES (?, ?)')
    const addSeen = db.prepare('INSERT INTO seen (rid, run, feed, at_ms) VALUES (?, 1, 1, 1)')
    const { first } = ridRange(stream)
    const made = items.map((stored, n) => {
      const values = itemValues(stored)
      const row = [first + n, stream, stored.item.key, ...values, contentHash(values, stored.record)]
      return { row, json: stored.record }
    })
    const start = performance.now()
    for (let at = 0; at < made.length; at += BATCH) {
      db.transaction(() => {
        for (const { row, json } of made.slice(at, at + BATCH)) {
          addItem.run(...row)
          addRecord.run(row[0], json)
          addSeen.run(row[0])
        }
      }).immediate()
    }
    return (items.length / (performance.now() - start)) * 1_000
  } finally {
    db.close()
  }
}
