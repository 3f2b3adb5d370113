/**
 * How many rows a second SQLite takes with the store's own file, key, indexes and triggers, and nothing else: values
 * made beforehand, a thousand rows a transaction. What the load is measured against.
 */
import path from 'node:path'
import { valueOf } from '../../tests/support/core-in-node.ts'
import { ITEM_COLUMNS, itemValues } from '../../src/store/item-columns.ts'
import { cacheMigrations } from '../../src/store/migrations/steps.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { ridRange } from '../../src/store/rid-range.ts'

const SAMPLE = 1_000
const BATCH = 1_000

/** `rows` of the same make as those that the core has loaded. */
export async function bareInsertRate(core, folder, rows = 60_000) {
  const sample = await sampleOf(core)
  const opened = openDatabase({
    file: path.join(folder, 'bare.db'),
    key: new Uint8Array(32).fill(7),
    synchronous: 'NORMAL',
    migrations: cacheMigrations,
    isKnownDamaged: false,
  })
  const { db } = opened
  try {
    db.exec(`INSERT INTO stream (account_id, type) VALUES ('bench', 'contact')`)
    const columns = ['rid', 'stream', 'key', ...ITEM_COLUMNS, 'hash']
    const item = db.prepare(
      `INSERT INTO item (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    const record = db.prepare('INSERT INTO record (rid, json) VALUES (?, ?)')
    const seen = db.prepare('INSERT INTO seen (rid, run, feed, at_ms) VALUES (?, 1, 1, 1)')
    const hash = Buffer.alloc(16)
    const { first } = ridRange(1)
    const made = Array.from({ length: rows }, (_, n) => {
      const one = sample[n % sample.length]
      return { key: `${one.item.key}:${n}`, values: itemValues(one), json: one.record }
    })
    const start = performance.now()
    for (let from = 0; from < rows; from += BATCH) {
      db.transaction(() => {
        for (let n = from; n < Math.min(rows, from + BATCH); n++) {
          item.run(first + n + 1, 1, made[n].key, ...made[n].values, hash)
          record.run(first + n + 1, made[n].json)
          seen.run(first + n + 1)
        }
      }).immediate()
    }
    return rows / ((performance.now() - start) / 1000)
  } finally {
    db.close()
  }
}

/** Items as they are stored, read one by one as the screen reads them. */
async function sampleOf(core) {
  const query = {
    type: null,
    accountId: null,
    parentKey: null,
    search: '',
    sort: { by: 'modified', direction: 'descending' },
  }
  const items = []
  for (let offset = 0; offset < SAMPLE; offset += 500) {
    const { rows } = valueOf(await core.handlers.items.list({ query, offset, limit: 500 }))
    for (const { key } of rows) {
      const { item, record } = valueOf(await core.handlers.items.get({ key }))
      items.push({ item, record: JSON.stringify(record) })
    }
    if (rows.length < 500) break
  }
  if (items.length === 0) throw new Error('the core has no rows to measure with')
  return items
}
