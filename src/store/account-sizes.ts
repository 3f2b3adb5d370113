import fs from 'node:fs'
import type { AccountId } from '../shared/model/account.ts'
import type { StoreOutput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { ridRange } from './rid-range.ts'
import { sql } from './sql.ts'

/** So many rows are looked at in all: milliseconds, however many there are. */
const mostSamples = 2_000
const samplesOfStream = 200
/** What a row has besides its texts: its place in four trees, numbers, hash, and its share of the indexes' own pages. */
const bytesBesides = 200
/** A word in the search indexes takes about as much as it does in the row. */
const indexShare = 2

const listStreams = sql<[], { id: number; account: AccountId; last: number | null; count: number }>(
  'SELECT id, account_id AS account, last_rid AS last, count FROM stream WHERE account_id IS NOT NULL AND count > 0',
)
/** `octet_length` is answered from a value's head, without reading it (sqlite.org/lang_corefunc.html). */
const sizeFrom = sql<[from: number, last: number], { row: number; record: number; content: number | null }>(
  `SELECT octet_length(item.key) + octet_length(item.name) + coalesce(octet_length(item.email), 0)
     + coalesce(octet_length(item.organisation), 0) + coalesce(octet_length(item.phone), 0) AS row,
     octet_length(record.json) AS record, octet_length(content.text) AS content
   FROM item JOIN record USING (rid) LEFT JOIN content USING (rid)
   WHERE item.rid BETWEEN ? AND ? ORDER BY item.rid LIMIT 1`,
)

/**
 * About how many bytes of the cache are each account's: the file, shared out by how many rows an account has and by how large
 * rows here and there in it are.
 */
export function accountSizes(db: Sqlite): StoreOutput<'storageSize'>['accounts'] {
  const streams = listStreams(db).all()
  const samples = Math.max(
    1,
    Math.min(samplesOfStream, Math.floor(mostSamples / Math.max(1, streams.length))),
  )
  const weights = new Map<AccountId, number>()
  for (const { id, account, last, count } of streams) {
    const { first, last: end } = ridRange(id)
    const mean = meanSize(db, first, last ?? end, Math.min(samples, count))
    weights.set(account, (weights.get(account) ?? 0) + mean * count)
  }
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const bytes = fs.statSync(db.name, { throwIfNoEntry: false })?.size ?? 0
  return [...weights].map(([accountId, weight]) => ({
    accountId,
    bytes: Math.round((bytes * weight) / Math.max(1, whole)),
  }))
}

function meanSize(db: Sqlite, first: number, last: number, samples: number): number {
  let sum = 0
  let found = 0
  for (let at = 0; at < samples; at += 1) {
    const size = sizeFrom(db).get(first + Math.floor(((last - first) * at) / samples), last)
    if (size === undefined) continue
    sum += bytesBesides + indexShare * size.row + size.record + (size.content ?? 0)
    found += 1
  }
  return found === 0 ? 0 : sum / found
}
