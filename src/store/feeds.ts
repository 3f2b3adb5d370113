import type { AccountId } from '../shared/model/account.ts'
import type { FeedName, RunMode } from '../shared/model/feed.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import type { FeedState, RunRef, StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { StoreFailure } from './failure.ts'
import { inTransaction, sql } from './sql.ts'

/** A run that goes on, with what its feed is. */
export interface CurrentRun {
  readonly id: number
  readonly feed: number
  readonly mode: RunMode
  readonly cursor: string | null
  readonly seen: number
}

const findFeed = sql<[accountId: AccountId, name: FeedName], { id: number; watermark: string | null }>(
  'SELECT id, watermark FROM feed WHERE account_id = ? AND name = ?',
)
const addFeed = sql<[accountId: AccountId, name: FeedName], never>(
  'INSERT INTO feed (account_id, name) VALUES (?, ?)',
)
const findRun = sql<[feed: number], Omit<CurrentRun, 'feed'> & { started_at_ms: number }>(
  'SELECT id, mode, cursor, seen, started_at_ms FROM run WHERE feed = ?',
)
const addRun = sql<[feed: number, mode: RunMode, nowMs: number], never>(
  'INSERT INTO run (feed, mode, started_at_ms) VALUES (?, ?, ?)',
)
const deleteRunOf = sql<[feed: number], never>('DELETE FROM run WHERE feed = ?')

const listFeeds = sql<
  [accountId: AccountId | null],
  {
    id: number
    account_id: AccountId
    name: FeedName
    watermark: string | null
    full_at_ms: number | null
    changes_at_ms: number | null
    removals_at_ms: number | null
    sweep_at_ms: number | null
    mode: RunMode | null
    seen: number | null
    started_at_ms: number | null
  }
>(
  `SELECT feed.id, account_id, name, feed.watermark, full_at_ms, changes_at_ms, removals_at_ms, sweep_at_ms,
     run.mode, run.seen, run.started_at_ms
   FROM feed LEFT JOIN run ON run.feed = feed.id WHERE account_id = coalesce(?, account_id) ORDER BY feed.id`,
)
const listFeedCounts = sql<[feed: number], { type: ItemType; count: number }>(
  `SELECT type, feed_stream.count FROM feed_stream JOIN stream ON stream.id = feed_stream.stream
   WHERE feed = ? ORDER BY stream.id`,
)

const noteFinished: Readonly<
  Record<RunMode, ReturnType<typeof sql<[nowMs: number, runId: number, feed: number], never>>>
> = {
  full: finishing(['full', 'changes', 'removals', 'sweep']),
  changes: finishing(['changes']),
  removals: finishing(['removals']),
  sweep: finishing(['sweep', 'removals']),
}

/** A run that read more than another counts for that one too. */
function finishing(modes: readonly RunMode[]) {
  const times = modes.map((mode) => `${mode}_at_ms = ended.now_ms`).join(', ')
  return sql<[nowMs: number, runId: number, feed: number], never>(
    `UPDATE feed SET ${times},
       watermark = coalesce((SELECT watermark FROM run WHERE run.id = ended.run), feed.watermark)
     FROM (SELECT ? AS now_ms, ? AS run) AS ended WHERE feed.id = ?`,
  )
}

/** What the run left out makes the feed one that was not read in full. */
const noteFinishedCapped: typeof noteFinished = {
  full: finishing(['changes']),
  changes: finishing(['changes']),
  removals: finishing(['removals']),
  sweep: finishing(['sweep']),
}
const forgetFull = sql<[feed: number], never>(
  'UPDATE feed SET changes_at_ms = coalesce(changes_at_ms, full_at_ms), full_at_ms = NULL WHERE id = ?',
)
const forgetFullOfStream = sql<[stream: number], never>(
  `UPDATE feed SET changes_at_ms = coalesce(changes_at_ms, full_at_ms), full_at_ms = NULL
   WHERE id IN (SELECT feed FROM feed_stream WHERE stream = ?)`,
)

/** Rows of a type were taken out because of a cap: none of its feeds is here in full. */
export function noteCapped(db: Sqlite, stream: number): void {
  forgetFullOfStream(db).run(stream)
}

/** Begins a run, or goes on with the one of the same mode that was interrupted. */
export function beginRun(db: Sqlite, input: StoreInput<'beginRun'>): StoreOutput<'beginRun'> {
  return inTransaction(db, () => {
    const feed = openFeed(db, input.accountId, input.feed)
    const interrupted = findRun(db).get(feed.id)
    if (interrupted?.mode === input.mode) {
      const { id, cursor, seen, started_at_ms } = interrupted
      return { runId: id, cursor, seen, startedAtMs: started_at_ms, watermark: feed.watermark }
    }
    deleteRunOf(db).run(feed.id)
    const runId = Number(addRun(db).run(feed.id, input.mode, input.nowMs).lastInsertRowid)
    return { runId, cursor: null, seen: 0, startedAtMs: input.nowMs, watermark: feed.watermark }
  })
}

export function dropRun(db: Sqlite, input: StoreInput<'dropRun'>): null {
  return inTransaction(db, () => {
    deleteRunOf(db).run(currentRun(db, input).feed)
    return null
  })
}

/** Notes that the run reached its end. The caller holds the transaction. */
export function endRun(
  db: Sqlite,
  run: CurrentRun,
  { isCapped = false, nowMs }: { readonly isCapped?: boolean | undefined; readonly nowMs: number },
): void {
  const notes = isCapped ? noteFinishedCapped : noteFinished
  notes[run.mode](db).run(nowMs, run.id, run.feed)
  if (isCapped) forgetFull(db).run(run.feed)
  deleteRunOf(db).run(run.feed)
}

/** Every feed that was ever loaded, in the order in which they came up. */
export function feedStates(db: Sqlite, input: StoreInput<'feedStates'>): FeedState[] {
  return listFeeds(db)
    .all(input.accountId)
    .map((row) => ({
      accountId: row.account_id,
      feed: row.name,
      run:
        row.mode === null
          ? null
          : { mode: row.mode, seen: row.seen ?? 0, startedAtMs: row.started_at_ms ?? 0 },
      watermark: row.watermark,
      finishedAtMs: {
        full: row.full_at_ms,
        changes: row.changes_at_ms,
        removals: row.removals_at_ms,
        sweep: row.sweep_at_ms,
      },
      counts: listFeedCounts(db).all(row.id),
    }))
}

/** The run that goes on; a page or an end of any other is refused. */
export function currentRun(db: Sqlite, { accountId, feed, runId }: RunRef): CurrentRun {
  const known = findFeed(db).get(accountId, feed)
  const run = known ? findRun(db).get(known.id) : undefined
  if (!known || run?.id !== runId) throw new StoreFailure('stale-run', 'this run is not going on any more')
  return { id: run.id, feed: known.id, mode: run.mode, cursor: run.cursor, seen: run.seen }
}

/** The id of a feed and of the run of it that goes on, if any. The caller holds the transaction. */
export function feedWithRun(
  db: Sqlite,
  accountId: AccountId,
  name: FeedName,
): { readonly feed: number; readonly run: number | null } {
  const { id } = openFeed(db, accountId, name)
  return { feed: id, run: findRun(db).get(id)?.id ?? null }
}

function openFeed(
  db: Sqlite,
  accountId: AccountId,
  name: FeedName,
): { readonly id: number; readonly watermark: string | null } {
  const known = findFeed(db).get(accountId, name)
  if (known) return known
  return { id: Number(addFeed(db).run(accountId, name).lastInsertRowid), watermark: null }
}
