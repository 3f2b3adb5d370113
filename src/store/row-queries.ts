import type { AccountId } from '../shared/model/account.ts'
import type { ItemKey } from '../shared/model/item.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { findRow } from './items.ts'
import { ridRange } from './rid-range.ts'
import { sql } from './sql.ts'

const findStream = sql<[accountId: AccountId, type: ItemType], { id: number }>(
  'SELECT id FROM stream WHERE account_id = ? AND type = ?',
)
const countWithin = sql<[stream: number, fromMs: number, toMs: number], { count: number }>(
  'SELECT count(*) AS count FROM item WHERE stream = ? AND modified BETWEEN ? AND ?',
)
const idsInOrder = sql<[after: number, last: number, limit: number], { rid: number; external_id: string }>(
  'SELECT rid, external_id FROM item WHERE rid > ? AND rid <= ? ORDER BY rid LIMIT ?',
)
const idsSince = sql<
  [stream: number, sinceMs: number, after: number, limit: number],
  { rid: number; external_id: string }
>(`SELECT rid, external_id FROM item WHERE stream = ? AND modified >= ? AND rid > ? ORDER BY rid LIMIT ?`)

export function countModified(
  db: Sqlite,
  { accountId, type, fromMs, toMs }: StoreInput<'countModified'>,
): number {
  const stream = findStream(db).get(accountId, type)
  return stream ? (countWithin(db).get(stream.id, fromMs, toMs)?.count ?? 0) : 0
}

export function externalIds(db: Sqlite, input: StoreInput<'externalIds'>): StoreOutput<'externalIds'> {
  const stream = findStream(db).get(input.accountId, input.type)
  if (!stream) return { ids: [], next: null }
  const { first, last } = ridRange(stream.id)
  const after = input.after ?? first - 1
  const rows =
    input.modifiedSinceMs === null
      ? idsInOrder(db).all(after, last, input.limit)
      : idsSince(db).all(stream.id, input.modifiedSinceMs, after, input.limit)
  const next = rows.length < input.limit ? null : (rows.at(-1)?.rid ?? null)
  return { ids: rows.map((row) => row.external_id), next }
}

const emailsInOrder = sql<
  [after: number, last: number, limit: number],
  { rid: number; key: ItemKey; email: string | null }
>('SELECT rid, key, email FROM item WHERE rid > ? AND rid <= ? ORDER BY rid LIMIT ?')

export function emailsOf(db: Sqlite, input: StoreInput<'emailsOf'>): StoreOutput<'emailsOf'> {
  const stream = findStream(db).get(input.accountId, input.type)
  if (!stream) return { rows: [], next: null }
  const { first, last } = ridRange(stream.id)
  const found = emailsInOrder(db).all(Math.max(input.after, first - 1), last, input.limit)
  const rows = found.flatMap(({ key, email }) => (email === null || email === '' ? [] : [{ key, email }]))
  return { rows, next: found.length < input.limit ? null : (found.at(-1)?.rid ?? null) }
}

export function storedKeys(db: Sqlite, { keys }: StoreInput<'storedKeys'>): ItemKey[] {
  return keys.filter((key) => findRow(db, key) !== null)
}
