import type { AccountId } from '../shared/model/account.ts'
import type { Item, ItemKey, ItemQuery, ItemRow } from '../shared/model/item.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import type { LaidRow } from '../shared/outbox-protocol.ts'
import type { StoreOutput } from '../shared/store-protocol.ts'
import { shownOrNull, shownText } from './item-columns.ts'
import { inOutbox, type LaidCount, type Outbox } from './outbox.ts'
import { sql } from './sql.ts'

/** What lies over a row, and what a row without one under it is made of. */
export interface LaidColumns {
  rid: number
  key: ItemKey
  account_id: AccountId
  provider_id: Item['providerId']
  type: ItemType
  kind: LaidRow['mark']['kind']
  state: LaidRow['mark']['state']
  shown: string
  set_values: string
  is_new: number
  made_at_ms: number
}

/** Null means any. */
export type LaidFilter = Pick<ItemQuery, 'type' | 'accountId'>

const COLUMNS = `laid.rid, laid.key, laid.account_id, laid.provider_id, laid.type, laid.kind, laid.state, laid.shown,
  laid.set_values, laid.is_new, laid.made_at_ms`

const count = sql<[], LaidCount>(
  `SELECT account_id AS accountId, type, count(*) AS laid, sum(is_new) AS added
   FROM laid GROUP BY account_id, type`,
)
const readOver = sql<[keys: string], LaidColumns>(
  `SELECT ${COLUMNS} FROM json_each(?) AS wanted CROSS JOIN laid ON laid.key = wanted.value`,
)
// The inner question is answered by the index alone, however far the window lies.
const readAdded = sql<[ItemType | null, AccountId | null, limit: number, offset: number], LaidColumns>(
  `SELECT ${COLUMNS} FROM laid WHERE rid IN
     (SELECT rid FROM laid WHERE is_new = 1 AND type = coalesce(?, type) AND account_id = coalesce(?, account_id)
      ORDER BY made_at_ms DESC, rid DESC LIMIT ? OFFSET ?)
   ORDER BY made_at_ms DESC, rid DESC`,
)
const readAddedAfter = sql<[AccountId, after: number, limit: number], LaidColumns>(
  `SELECT ${COLUMNS} FROM laid WHERE is_new = 1 AND account_id = ? AND rid > ? ORDER BY rid LIMIT ?`,
)
const readByRid = sql<[rids: string], LaidColumns>(
  `SELECT ${COLUMNS} FROM json_each(?) AS wanted CROSS JOIN laid ON laid.rid = wanted.value`,
)
const readAll = sql<[ItemType | null, AccountId | null], LaidColumns>(
  `SELECT ${COLUMNS} FROM laid WHERE type = coalesce(?, type) AND account_id = coalesce(?, account_id)
   ORDER BY made_at_ms DESC, rid DESC`,
)
const nothingLaid: readonly LaidCount[] = []

/** Counted once after each change: without it, every window would count. The same list means that nothing changed. */
export function laidCounts(outbox: Outbox | null): readonly LaidCount[] {
  if (outbox === null) return nothingLaid
  outbox.laidCounts ??= inOutbox(() => count(outbox.db).all())
  return outbox.laidCounts
}

/** How many rows without one under them a query has. */
export function addedCount(outbox: Outbox | null, { type, accountId }: LaidFilter): number {
  return laidCounts(outbox)
    .filter((each) => type === null || each.type === type)
    .filter((each) => accountId === null || each.accountId === accountId)
    .reduce((sum, { added }) => sum + added, 0)
}

/** Rows without one under them, the newest first. */
export function addedRows(
  outbox: Outbox,
  filter: LaidFilter,
  offset: number,
  limit: number,
): readonly LaidColumns[] {
  if (limit <= 0) return []
  return inOutbox(() => readAdded(outbox.db).all(filter.type, filter.accountId, limit, offset))
}

/** An account's rows without one under them, in the order of their ids. */
export const addedAfter = (
  outbox: Outbox,
  accountId: AccountId,
  after: number,
  limit: number,
): readonly LaidColumns[] => inOutbox(() => readAddedAfter(outbox.db).all(accountId, after, limit))

/** All that lies over rows, the newest first. */
export const allLaid = (outbox: Outbox, { type, accountId }: LaidFilter): readonly LaidColumns[] =>
  inOutbox(() => readAll(outbox.db).all(type, accountId))

/** What lies there under these ids, by id. */
export function laidByRid(outbox: Outbox, rids: readonly number[]): ReadonlyMap<number, LaidColumns> {
  if (rids.length === 0) return new Map()
  const found = inOutbox(() => readByRid(outbox.db).all(JSON.stringify(rids)))
  return new Map(found.map((columns) => [columns.rid, columns]))
}

/** What lies over these rows of the cache. */
export function laidOver(outbox: Outbox | null, keys: readonly ItemKey[]): ReadonlyMap<ItemKey, LaidColumns> {
  if (outbox === null || keys.length === 0 || laidCounts(outbox).length === 0) return new Map()
  const found = inOutbox(() => readOver(outbox.db).all(JSON.stringify(keys)))
  return new Map(found.map((columns) => [columns.key, columns]))
}

/** Adds the rows without one under them to the counts of the cache. */
export function withAdded(
  outbox: Outbox | null,
  counts: StoreOutput<'countItems'>,
): StoreOutput<'countItems'> {
  const added = laidCounts(outbox).filter((each) => each.added > 0)
  if (added.length === 0) return counts
  const isOf = (each: LaidCount) => (other: { accountId: AccountId; type: ItemType }) =>
    other.accountId === each.accountId && other.type === each.type
  const known = counts.map((one) => {
    const more = added.find((each) => isOf(each)(one))
    return more === undefined ? one : { ...one, count: one.count + more.added }
  })
  const others = added.filter((each) => !counts.some(isOf(each)))
  return [
    ...known,
    ...others.map(({ accountId, type, added: number }) => ({ accountId, type, count: number })),
  ]
}

/** The row with what lies over it. */
export function overlaid(row: ItemRow, columns: LaidColumns): ItemRow {
  return { ...row, ...cutShown(columns), pending: { kind: columns.kind, state: columns.state } }
}

/** A row without one under it. */
export function addedRow(columns: LaidColumns): ItemRow {
  const { key, kind, state } = columns
  return {
    key,
    providerId: columns.provider_id,
    accountId: columns.account_id,
    type: columns.type,
    externalId: decodeURIComponent(key.slice(key.lastIndexOf(':') + 1)),
    ...{ name: '', email: null, organisation: null, phone: null },
    ...cutShown(columns),
    modifiedAtMs: null,
    pending: { kind, state },
    cells: {},
    isOutside: false,
  }
}

/** The columns of the list that it gives. */
export const shownOf = ({ shown }: LaidColumns): LaidRow['shown'] => JSON.parse(shown) as LaidRow['shown']

/** The values that it gives, by the provider's names. */
export const valuesOf = (laid: LaidColumns): LaidRow['values'] =>
  JSON.parse(laid.set_values) as LaidRow['values']

function cutShown(columns: LaidColumns): LaidRow['shown'] {
  const { name, email, organisation, phone } = shownOf(columns)
  return {
    ...(name === undefined ? {} : { name: shownText(name) }),
    ...(email === undefined ? {} : { email: shownOrNull(email) }),
    ...(organisation === undefined ? {} : { organisation: shownOrNull(organisation) }),
    ...(phone === undefined ? {} : { phone: shownOrNull(phone) }),
  }
}
