import type { AccountId } from '../shared/model/account.ts'
import type { RunReport } from '../shared/model/feed.ts'
import type { StoreInput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { inTransaction, sql } from './sql.ts'

/** So many of an account are kept. */
const KEPT = 500

const addReport = sql<[accountId: AccountId, json: string], never>(
  'INSERT INTO run_report (account_id, json) VALUES (?, ?)',
)
const dropOld = sql<[accountId: AccountId, sameAccountId: AccountId, kept: number], never>(
  `DELETE FROM run_report WHERE account_id = ? AND id <=
     (SELECT id FROM run_report WHERE account_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
)
const readReports = sql<[accountId: AccountId | null, limit: number], { json: string }>(
  'SELECT json FROM run_report WHERE account_id = coalesce(?, account_id) ORDER BY id DESC LIMIT ?',
)
const addCalls = sql<[accountId: AccountId, day: string, calls: number], never>(
  `INSERT INTO call_count (account_id, day, calls) VALUES (?, ?, ?)
   ON CONFLICT DO UPDATE SET calls = calls + excluded.calls`,
)
const sumCalls = sql<[accountId: AccountId, since: string], { calls: number }>(
  'SELECT coalesce(sum(calls), 0) AS calls FROM call_count WHERE account_id = ? AND day >= ?',
)

export function noteRun(db: Sqlite, { report }: StoreInput<'noteRun'>): null {
  return inTransaction(db, () => {
    addReport(db).run(report.accountId, JSON.stringify(report))
    dropOld(db).run(report.accountId, report.accountId, KEPT)
    return null
  })
}

/** Newest first. What lies here was parsed before it was written. */
export function listRuns(db: Sqlite, { accountId, limit }: StoreInput<'listRuns'>): RunReport[] {
  return readReports(db)
    .all(accountId, limit)
    .map(({ json }) => JSON.parse(json) as RunReport)
}

export function countCalls(db: Sqlite, { accountId, day, calls }: StoreInput<'countCalls'>): null {
  addCalls(db).run(accountId, day, calls)
  return null
}

export function callsSince(db: Sqlite, { accountId, since }: StoreInput<'callsSince'>): number {
  return sumCalls(db).get(accountId, since)?.calls ?? 0
}
