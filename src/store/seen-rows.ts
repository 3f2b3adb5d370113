import type { ItemKey } from '../shared/model/item.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import type { StoreInput, UnseenRow } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { currentRun, type CurrentRun } from './feeds.ts'
import { modifiedColumn, shownModified } from './item-columns.ts'
import { findRow } from './items.ts'
import { ridRange } from './rid-range.ts'
import { inTransaction, sql } from './sql.ts'

const findSeen = sql<[rid: number], { run: number; feed: number; misses: number; at_ms: number }>(
  'SELECT run, feed, misses, at_ms FROM seen WHERE rid = ?',
)
const markSeen = sql<[rid: number, run: number, feed: number, nowMs: number], never>(
  `INSERT INTO seen (rid, run, feed, at_ms) VALUES (?, ?, ?, ?)
   ON CONFLICT DO UPDATE SET run = excluded.run, feed = excluded.feed, at_ms = excluded.at_ms, misses = 0`,
)
const markMissed = sql<[run: number, rid: number], never>(
  'UPDATE seen SET run = ?, misses = misses + 1 WHERE rid = ?',
)
const changeFeedCount = sql<[feed: number, stream: number, added: number], never>(
  `INSERT INTO feed_stream (feed, stream, count) VALUES (?, ?, ?)
   ON CONFLICT DO UPDATE SET count = count + excluded.count`,
)
const addToSeen = sql<[met: number, run: number], never>('UPDATE run SET seen = seen + ? WHERE id = ?')
const readModified = sql<[rid: number], { modified: number }>('SELECT modified FROM item WHERE rid = ?')
const streamsOfFeed = sql<[feed: number], { stream: number }>(
  'SELECT stream FROM feed_stream WHERE feed = ? ORDER BY stream',
)
type FoundUnseen = {
  readonly rid: number
  readonly key: ItemKey
  readonly type: ItemType
  readonly external_id: string
  readonly modified: number
  readonly misses: number
  readonly at_ms: number
}
const listUnseen = sql<[first: number, last: number, feed: number, run: number, limit: number], FoundUnseen>(
  `SELECT seen.rid, item.key, stream.type, item.external_id, item.modified, seen.misses, seen.at_ms
   FROM seen JOIN item ON item.rid = seen.rid JOIN stream ON stream.id = item.stream
   WHERE seen.rid BETWEEN ? AND ? AND seen.feed = ? AND seen.run <> ? ORDER BY seen.at_ms, seen.rid LIMIT ?`,
)
const listUnseenIn = sql<
  [first: number, last: number, feed: number, run: number, limit: number],
  { rid: number; key: ItemKey }
>(
  `SELECT seen.rid, item.key FROM seen JOIN item ON item.rid = seen.rid
   WHERE seen.rid BETWEEN ? AND ? AND seen.feed = ? AND seen.run <> ? ORDER BY seen.rid LIMIT ?`,
)

/**
 * Notes that a run has met a row, which belongs to the run's feed from now on; answers whether it is the first
 * time in this run. `run` null leaves the mark as it is. The caller holds the transaction.
 */
export function noteMet(
  db: Sqlite,
  row: { readonly rid: number; readonly stream: number },
  at: { readonly feed: number; readonly run: number | null },
  nowMs: number,
): boolean {
  const before = findSeen(db).get(row.rid)
  if (before?.feed !== at.feed) {
    if (before !== undefined && before.feed !== 0) changeFeedCount(db).run(before.feed, row.stream, -1)
    changeFeedCount(db).run(at.feed, row.stream, 1)
  }
  markSeen(db).run(row.rid, at.run ?? before?.run ?? 0, at.feed, nowMs)
  return at.run !== null && before?.run !== at.run
}

/** A row of a feed is gone. The caller holds the transaction. */
export function noteGone(db: Sqlite, row: { readonly rid: number; readonly stream: number }): void {
  const before = findSeen(db).get(row.rid)
  if (before !== undefined && before.feed !== 0) changeFeedCount(db).run(before.feed, row.stream, -1)
}

/** Answers how often the row was missed by now. Within one run it counts once. */
export function noteMissed(db: Sqlite, rid: number, run: CurrentRun): number {
  const before = findSeen(db).get(rid)
  if (before === undefined) return 0
  if (before.run === run.id) return before.misses
  markMissed(db).run(run.id, rid)
  return before.misses + 1
}

export function addToRun(db: Sqlite, run: CurrentRun, met: number): void {
  if (met > 0) addToSeen(db).run(met, run.id)
}

export function compareRows(db: Sqlite, input: StoreInput<'compareRows'>): ItemKey[] {
  return inTransaction(db, () => {
    const run = currentRun(db, input)
    const differing: ItemKey[] = []
    let met = 0
    for (const { key, modifiedAtMs } of input.rows) {
      const row = findRow(db, key)
      if (row === null || readModified(db).get(row.rid)?.modified !== modifiedColumn(modifiedAtMs)) {
        differing.push(key)
      } else if (noteMet(db, row, { feed: run.feed, run: run.id }, seenAtMs(db, row.rid))) met++
    }
    addToRun(db, run, met)
    return differing
  })
}

/** A comparison of times is no new look at the record: the time of the last one stays. */
const seenAtMs = (db: Sqlite, rid: number): number => findSeen(db).get(rid)?.at_ms ?? 0

/**
 * Whoever asks for less than all asks for those that have waited longest: the others get their turn in later runs.
 */
export function unseenRows(db: Sqlite, input: StoreInput<'unseenRows'>): UnseenRow[] {
  const run = currentRun(db, input)
  const found = streamsOfFeed(db)
    .all(run.feed)
    .flatMap(({ stream }) => {
      const { first, last } = ridRange(stream)
      return listUnseen(db).all(first, last, run.feed, run.id, input.limit)
    })
  return found
    .toSorted((a, b) => a.at_ms - b.at_ms || a.rid - b.rid)
    .slice(0, input.limit)
    .map((row) => ({
      rid: row.rid,
      key: row.key,
      type: row.type,
      externalId: row.external_id,
      modifiedAtMs: shownModified(row.modified),
      misses: row.misses,
    }))
}

/** The same in the order of the rows behind `after`: whoever asks on and on looks at every row once. */
export function unseenIn(
  db: Sqlite,
  run: CurrentRun,
  after: number | null,
  limit: number,
): { readonly rid: number; readonly key: ItemKey }[] {
  const found: { readonly rid: number; readonly key: ItemKey }[] = []
  for (const { stream } of streamsOfFeed(db).all(run.feed)) {
    const { first, last } = ridRange(stream)
    const from = Math.max(first, (after ?? -1) + 1)
    if (from <= last) found.push(...listUnseenIn(db).all(from, last, run.feed, run.id, limit - found.length))
    if (found.length === limit) break
  }
  return found
}
