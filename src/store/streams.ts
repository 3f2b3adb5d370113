import type { AccountId } from '../shared/model/account.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import type { StoreInput, StoreOutput, StoredItem, StreamState } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { StoreFailure } from './failure.ts'
import { upsertItem } from './items.ts'
import { ridRange } from './rid-range.ts'
import { inTransaction, sql } from './sql.ts'

interface Stream {
  id: number
  lastRid: number
}

interface Run {
  id: number
  cursor: string | null
  seen: number
}

type StreamName = [accountId: AccountId, type: ItemType]
type Range = [first: number, last: number]

const findStream = sql<StreamName, { id: number; last_rid: number | null }>(
  'SELECT id, last_rid FROM stream WHERE account_id = ? AND type = ?',
)
const addStream = sql<StreamName, never>('INSERT INTO stream (account_id, type) VALUES (?, ?)')
const growStream = sql<[lastRid: number, added: number, id: number], never>(
  'UPDATE stream SET last_rid = ?, count = count + ? WHERE id = ?',
)
const finishedStream = sql<[removed: number, nowMs: number, id: number], { count: number }>(
  'UPDATE stream SET count = count - ?, finished_at_ms = ? WHERE id = ? RETURNING count',
)
const streamsOf = sql<[accountId: AccountId], { id: number; count: number }>(
  'SELECT id, count FROM stream WHERE account_id = ?',
)
const abandonStream = sql<[id: number], never>('UPDATE stream SET account_id = NULL, count = 0 WHERE id = ?')

const findRun = sql<[stream: number], Run>('SELECT id, cursor, seen FROM run WHERE stream = ?')
const addRun = sql<[stream: number, nowMs: number], never>(
  'INSERT INTO run (stream, started_at_ms) VALUES (?, ?)',
)
const advanceRun = sql<[cursor: string | null, seen: number, id: number], never>(
  'UPDATE run SET cursor = ?, seen = seen + ? WHERE id = ?',
)
const endRun = sql<[id: number], never>('DELETE FROM run WHERE id = ?')
const endRunOf = sql<[stream: number], never>('DELETE FROM run WHERE stream = ?')

const findSeen = sql<[rid: number], { run: number }>('SELECT run FROM seen WHERE rid = ?')
const markSeen = sql<[rid: number, run: number, nowMs: number], never>(
  `INSERT INTO seen (rid, run, at_ms) VALUES (?, ?, ?)
   ON CONFLICT DO UPDATE SET run = excluded.run, at_ms = excluded.at_ms`,
)
const unseen = 'rid BETWEEN ? AND ? AND run <> ?'
const deleteUnseenItems = sql<[...Range, run: number], never>(
  `DELETE FROM item WHERE rid IN (SELECT rid FROM seen WHERE ${unseen})`,
)
const deleteUnseenRecords = sql<[...Range, run: number], never>(
  `DELETE FROM record WHERE rid IN (SELECT rid FROM seen WHERE ${unseen})`,
)
const deleteUnseen = sql<[...Range, run: number], never>(`DELETE FROM seen WHERE ${unseen}`)

const listStates = sql<[accountId: AccountId | null], StreamState>(
  `SELECT account_id AS accountId, type, iif(run.id IS NULL, 'complete', 'running') AS state, count,
     finished_at_ms AS finishedAtMs
   FROM stream LEFT JOIN run ON run.stream = stream.id
   WHERE account_id = coalesce(?, account_id) AND (run.id IS NOT NULL OR finished_at_ms IS NOT NULL)
   ORDER BY stream.id`,
)
const listCounts = sql<[], { accountId: AccountId; type: ItemType; count: number }>(
  `SELECT account_id AS accountId, type, count FROM stream WHERE account_id IS NOT NULL ORDER BY id`,
)

/** Begins a run, or goes on with the one that was interrupted. */
export function beginStream(db: Sqlite, input: StoreInput<'beginStream'>): StoreOutput<'beginStream'> {
  return inTransaction(db, () => {
    const stream = openStream(db, input.accountId, input.type)
    const interrupted = findRun(db).get(stream.id)
    if (interrupted) return { runId: interrupted.id, cursor: interrupted.cursor, seen: interrupted.seen }
    const runId = Number(addRun(db).run(stream.id, input.nowMs).lastInsertRowid)
    return { runId, cursor: null, seen: 0 }
  })
}

/** One page in one transaction. Refuses a page of any run but the one that is going on. */
export function applyPage(db: Sqlite, input: StoreInput<'applyPage'>): StoreOutput<'applyPage'> {
  return inTransaction(db, () => {
    const { stream, run } = currentRun(db, input)
    let { lastRid } = stream
    let updated = 0
    let newlySeen = 0
    for (const stored of input.items) {
      assertBelongs(stored, input)
      const { rid, change } = upsertItem(db, stream.id, lastRid + 1, stored)
      if (change === 'inserted') lastRid = rid
      if (change === 'updated') updated++
      if (change === 'inserted' || findSeen(db).get(rid)?.run !== run.id) newlySeen++
      markSeen(db).run(rid, run.id, input.nowMs)
    }
    const inserted = lastRid - stream.lastRid
    growStream(db).run(lastRid, inserted, stream.id)
    advanceRun(db).run(input.next, newlySeen, run.id)
    const written = inserted + updated
    return { written, unchanged: input.items.length - written }
  })
}

/** Ends a complete run and removes the rows of this account and type that it did not see. */
export function finishStream(db: Sqlite, input: StoreInput<'finishStream'>): StoreOutput<'finishStream'> {
  return inTransaction(db, () => {
    const { stream, run } = currentRun(db, input)
    const { first, last } = ridRange(stream.id)
    deleteUnseenItems(db).run(first, last, run.id)
    deleteUnseenRecords(db).run(first, last, run.id)
    const removed = deleteUnseen(db).run(first, last, run.id).changes
    endRun(db).run(run.id)
    const finished = finishedStream(db).get(removed, input.nowMs, stream.id)
    if (!finished) throw new Error('a stream vanished within a transaction')
    return { removed, total: finished.count }
  })
}

/** Stores what the provider answered to the user's own change; a run that is going on counts it as seen. */
export function putItem(db: Sqlite, { item: stored, nowMs }: StoreInput<'putItem'>): null {
  return inTransaction(db, () => {
    const stream = openStream(db, stored.item.accountId, stored.item.type)
    const { rid, change } = upsertItem(db, stream.id, stream.lastRid + 1, stored)
    if (change === 'inserted') growStream(db).run(rid, 1, stream.id)
    const run = findRun(db).get(stream.id)
    const before = findSeen(db).get(rid)?.run
    // Without a run the row keeps the mark that it has; the next run decides whether it still exists.
    markSeen(db).run(rid, run?.id ?? before ?? 0, nowMs)
    if (run && before !== run.id) advanceRun(db).run(run.cursor, 1, run.id)
    return null
  })
}

/**
 * Removes an account's items at once as far as anybody can see; their rows are deleted little by little
 * afterwards, because a million of them take minutes. A page that is still on its way is refused.
 */
export function removeAccount(db: Sqlite, input: StoreInput<'removeAccount'>): StoreOutput<'removeAccount'> {
  return inTransaction(db, () => {
    const streams = streamsOf(db).all(input.accountId)
    for (const { id } of streams) {
      endRunOf(db).run(id)
      abandonStream(db).run(id)
    }
    return { removed: streams.reduce((sum, { count }) => sum + count, 0) }
  })
}

/** Every stream that was ever loaded, in the order in which they came up. */
export function streamStates(db: Sqlite, input: StoreInput<'streamStates'>): StoreOutput<'streamStates'> {
  return listStates(db).all(input.accountId)
}

export function countItems(db: Sqlite): StoreOutput<'countItems'> {
  return listCounts(db).all()
}

function openStream(db: Sqlite, accountId: AccountId, type: ItemType): Stream {
  return knownStream(db, accountId, type) ?? newStream(db, accountId, type)
}

function knownStream(db: Sqlite, accountId: AccountId, type: ItemType): Stream | null {
  const found = findStream(db).get(accountId, type)
  return found ? { id: found.id, lastRid: found.last_rid ?? ridRange(found.id).first } : null
}

function newStream(db: Sqlite, accountId: AccountId, type: ItemType): Stream {
  const id = Number(addStream(db).run(accountId, type).lastInsertRowid)
  return { id, lastRid: ridRange(id).first }
}

function currentRun(
  db: Sqlite,
  input: { readonly accountId: AccountId; readonly type: ItemType; readonly runId: number },
): { readonly stream: Stream; readonly run: Run } {
  const stream = knownStream(db, input.accountId, input.type)
  const run = stream ? findRun(db).get(stream.id) : undefined
  if (!stream || run?.id !== input.runId) {
    throw new StoreFailure('stale-run', 'this run is not going on any more')
  }
  return { stream, run }
}

function assertBelongs({ item }: StoredItem, page: StoreInput<'applyPage'>): void {
  if (item.accountId !== page.accountId || item.type !== page.type) {
    throw new Error('an item of another account or type in a page')
  }
}
