import type { AccountId } from '../shared/model/account.ts'
import type { ItemKey } from '../shared/model/item.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import type { PageInput, PageOutcome, StoreInput, StoreOutput, StoredItem } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { putFact } from './facts.ts'
import { currentRun, endRun, feedWithRun, noteCapped, type CurrentRun } from './feeds.ts'
import { modifiedColumn } from './item-columns.ts'
import { deleteRow, findRow, findRowIn, upsertItem, type FoundRow } from './items.ts'
import { replaceLinks } from './links.ts'
import { addToRun, noteGone, noteMet, noteMissed, unseenIn } from './seen-rows.ts'
import { inTransaction, sql } from './sql.ts'
import { noteGrowth, openStream, type Stream } from './streams.ts'

/** After so many runs in a row that looked in vain, a row is gone. */
const MISSES_UNTIL_GONE = 2
/** Longer than any index has been seen to lag behind (HubSpot's search: half a minute). */
const TOMBSTONE_MS = 15 * 60_000
/** So many are removed in about a tenth of a second, in which the store does nothing else. */
const ROWS_AT_A_TIME = 500

const moveRun = sql<[cursor: string | null, watermark: string | null, id: number], never>(
  'UPDATE run SET cursor = ?, watermark = coalesce(watermark, ?) WHERE id = ?',
)
const readModified = sql<[rid: number], { modified: number }>('SELECT modified FROM item WHERE rid = ?')
const readCount = sql<[accountId: AccountId, type: ItemType], { count: number }>(
  'SELECT count FROM stream WHERE account_id = ? AND type = ?',
)
const readSeen = sql<[run: number], { seen: number }>('SELECT seen FROM run WHERE id = ?')
const addTombstone = sql<[key: ItemKey, nowMs: number, rid: number], never>(
  `INSERT OR REPLACE INTO tombstone (key, account_id, modified, at_ms)
   SELECT ?, account_id, modified, ? FROM item JOIN stream ON stream.id = item.stream WHERE rid = ?`,
)
const findTombstone = sql<[key: ItemKey, sinceMs: number], { modified: number }>(
  'SELECT modified FROM tombstone WHERE key = ? AND at_ms > ?',
)
const dropTombstones = sql<[beforeMs: number], never>('DELETE FROM tombstone WHERE at_ms <= ?')

type Change = 'added' | 'changed' | 'unchanged' | 'leftOut'

/** One page in one transaction. Refuses a page of any run but the one that is going on. */
export function applyPage(db: Sqlite, input: PageInput): PageOutcome {
  return inTransaction(db, () => {
    const run = currentRun(db, input)
    const counts = { added: 0, changed: 0, unchanged: 0, leftOut: 0, removed: 0 }
    const streams = new Map<ItemType, Stream>()
    let met = 0
    for (const stored of input.items) {
      const { change, isNewlyMet } = applyItem(db, run, input, stored, streams)
      counts[change]++
      if (isNewlyMet) met++
    }
    for (const key of input.kept) {
      const row = findRow(db, key)
      if (row && noteMet(db, row, { feed: run.feed, run: run.id }, input.nowMs)) met++
    }
    for (const key of input.gone) if (removeRow(db, key, input)) counts.removed++
    for (const key of input.missed) {
      const row = findRow(db, key)
      if (row && noteMissed(db, row.rid, run) >= MISSES_UNTIL_GONE && removeRow(db, key, input)) {
        counts.removed++
      }
    }
    let hasNews = counts.added + counts.changed + counts.removed > 0
    for (const links of input.links) if (replaceLinks(db, input.accountId, links)) hasNews = true
    for (const { name, json, isForRuns } of input.facts) {
      if (putFact(db, input.accountId, name, json) && !isForRuns) hasNews = true
    }
    addToRun(db, run, met)
    moveRun(db).run(input.next, input.watermark, run.id)
    return { ...counts, hasNews, seen: readSeen(db).get(run.id)?.seen ?? 0 }
  })
}

/** Ends a complete run; with `removesUnseen` what it has not met goes before, some at a time. */
export function finishRun(db: Sqlite, input: StoreInput<'finishRun'>): StoreOutput<'finishRun'> {
  return inTransaction(db, () => {
    const run = currentRun(db, input)
    const unseen = input.removesUnseen ? unseenIn(db, run, input.after ?? null, ROWS_AT_A_TIME) : []
    for (const { key } of unseen) removeRow(db, key, { keepsNewer: false, nowMs: input.nowMs })
    const removed = unseen.length
    const last = unseen.at(-1)
    if (last !== undefined && removed === ROWS_AT_A_TIME) return { removed, next: last.rid }
    endRun(db, run, input)
    dropTombstones(db).run(input.nowMs - TOMBSTONE_MS)
    return { removed, next: null }
  })
}

/** Stores what the provider answered to the user's own change; a run that is going on counts it as met. */
export function putItem(db: Sqlite, { feed, item: stored, nowMs }: StoreInput<'putItem'>): null {
  return inTransaction(db, () => {
    const { accountId, type } = stored.item
    const at = feedWithRun(db, accountId, feed)
    const stream = openStream(db, accountId, type)
    const { rid, change } = upsertItem(db, stream.id, stream.lastRid + 1, stored)
    if (change === 'inserted') {
      stream.lastRid = rid
      noteGrowth(db, stream, 1)
    }
    const isNewlyMet = noteMet(db, { rid, stream: stream.id }, at, nowMs)
    if (at.run !== null && isNewlyMet) addSeen(db).run(at.run)
    return null
  })
}

const rowsOfFeed = sql<[feed: number, limit: number], { key: ItemKey }>(
  'SELECT item.key FROM seen JOIN item USING (rid) WHERE seen.feed = ? LIMIT ?',
)
const endRunsOf = sql<[feed: number], never>('DELETE FROM run WHERE feed = ?')
const deleteFeed = sql<[feed: number], never>('DELETE FROM feed WHERE id = ?')

/** Removes some rows of a feed, and with the last ones the feed; a page that is still on its way is refused. */
export function removeFeed(db: Sqlite, input: StoreInput<'removeFeed'>): StoreOutput<'removeFeed'> {
  return inTransaction(db, () => {
    const { feed } = feedWithRun(db, input.accountId, input.feed)
    endRunsOf(db).run(feed)
    const rows = rowsOfFeed(db).all(feed, ROWS_AT_A_TIME)
    for (const { key } of rows) removeRow(db, key, { keepsNewer: false, nowMs: 0 })
    const isDone = rows.length < ROWS_AT_A_TIME
    if (isDone) deleteFeed(db).run(feed)
    return { removed: rows.length, isDone }
  })
}

const findStreamOf = sql<[accountId: AccountId, type: ItemType], { id: number; count: number }>(
  'SELECT id, count FROM stream WHERE account_id = ? AND type = ?',
)
const longestUnchanged = sql<[stream: number, limit: number], { key: ItemKey }>(
  'SELECT key FROM item WHERE stream = ? ORDER BY modified, rid LIMIT ?',
)

/** Removes rows of a type above the number that the user wants, some at a time. */
export function trimType(db: Sqlite, input: StoreInput<'trimType'>): StoreOutput<'trimType'> {
  return inTransaction(db, () => {
    const stream = findStreamOf(db).get(input.accountId, input.type)
    const surplus = (stream?.count ?? 0) - input.keep
    if (stream === undefined || surplus <= 0) return { removed: 0, isDone: true }
    const rows = longestUnchanged(db).all(stream.id, Math.min(surplus, ROWS_AT_A_TIME))
    for (const { key } of rows) removeRow(db, key, { keepsNewer: false, nowMs: 0 })
    noteCapped(db, stream.id)
    return { removed: rows.length, isDone: surplus <= rows.length }
  })
}

const addSeen = sql<[run: number], never>('UPDATE run SET seen = seen + 1 WHERE id = ?')

export function removeItem(db: Sqlite, { key, nowMs }: StoreInput<'removeItem'>): { removed: boolean } {
  return inTransaction(db, () => ({ removed: removeRow(db, key, { keepsNewer: true, nowMs }) }))
}

function applyItem(
  db: Sqlite,
  run: CurrentRun,
  page: PageInput,
  stored: StoredItem,
  streams: Map<ItemType, Stream>,
): { readonly change: Change; readonly isNewlyMet: boolean } {
  const { item } = stored
  if (item.accountId !== page.accountId) throw new Error('an item of another account in a page')
  const stream = streams.get(item.type) ?? openStream(db, item.accountId, item.type)
  streams.set(item.type, stream)
  const known = findRowIn(db, stream.id, item.key)
  if (known === null && wasJustRemoved(db, page, stored)) return { change: 'unchanged', isNewlyMet: false }
  if (known === null && isOverCap(db, page, stored)) return { change: 'leftOut', isNewlyMet: false }
  const at = { feed: run.feed, run: run.id }
  if (known !== null && page.keepsNewer && isOlder(db, known, stored)) {
    return { change: 'unchanged', isNewlyMet: noteMet(db, known, at, page.nowMs) }
  }
  const { rid, change } = upsertItem(db, stream.id, stream.lastRid + 1, stored, known)
  if (change === 'inserted') {
    stream.lastRid = rid
    noteGrowth(db, stream, 1)
  }
  const isNewlyMet = noteMet(db, { rid, stream: stream.id }, at, page.nowMs)
  return {
    change: change === 'inserted' ? 'added' : change === 'updated' ? 'changed' : 'unchanged',
    isNewlyMet,
  }
}

function isOverCap(db: Sqlite, page: PageInput, { item }: StoredItem): boolean {
  const cap = page.caps[item.type]
  return cap !== undefined && (readCount(db).get(item.accountId, item.type)?.count ?? 0) >= cap
}

/** An index that lags behind still has what is gone. */
function wasJustRemoved(db: Sqlite, page: PageInput, { item }: StoredItem): boolean {
  if (!page.keepsNewer) return false
  const tombstone = findTombstone(db).get(item.key, page.nowMs - TOMBSTONE_MS)
  return tombstone !== undefined && modifiedColumn(item.modifiedAtMs) <= tombstone.modified
}

function isOlder(db: Sqlite, { rid }: FoundRow, { item }: StoredItem): boolean {
  const known = readModified(db).get(rid)?.modified ?? -Infinity
  return item.modifiedAtMs !== null && item.modifiedAtMs < known
}

function removeRow(
  db: Sqlite,
  key: ItemKey,
  { keepsNewer, nowMs }: Pick<PageInput, 'keepsNewer' | 'nowMs'>,
): boolean {
  const row = findRow(db, key)
  if (row === null) return false
  if (keepsNewer) addTombstone(db).run(key, nowMs, row.rid)
  noteGone(db, row)
  deleteRow(db, row)
  return true
}
