import type { AccountId } from '../shared/model/account.ts'
import type { Item, ItemKey, ItemQuery, ItemRow } from '../shared/model/item.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import type { LaidRow } from '../shared/outbox-protocol.ts'
import type { StoreOutput } from '../shared/store-protocol.ts'
import { shownOrNull, shownText } from './item-columns.ts'
import { inOutbox, type LaidCount, type Outbox } from './outbox.ts'
import { sql } from './sql.ts'

/** What lies over a row, and what a row without one under it is made of. */
interface LaidColumns {
  key: ItemKey
  account_id: AccountId
  provider_id: Item['providerId']
  type: ItemType
  kind: LaidRow['mark']['kind']
  state: LaidRow['mark']['state']
  shown: string
}

/** Null means any. */
export type LaidFilter = Pick<ItemQuery, 'type' | 'accountId'>

const COLUMNS = 'laid.key, laid.account_id, laid.provider_id, laid.type, laid.kind, laid.state, laid.shown'

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
const readByRid = sql<[rids: string], LaidColumns>(
  `SELECT ${COLUMNS} FROM json_each(?) AS wanted CROSS JOIN laid ON laid.rid = wanted.value ORDER BY wanted.id`,
)

/** Counted once after each change: without it, every window would count. */
export function laidCounts(outbox: Outbox | null): readonly LaidCount[] {
  if (outbox === null) return []
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
export function addedRows(outbox: Outbox, filter: LaidFilter, offset: number, limit: number): ItemRow[] {
  if (limit <= 0) return []
  return inOutbox(() => readAdded(outbox.db).all(filter.type, filter.accountId, limit, offset)).map(addedRow)
}

/** The rows of these ids, in the same order; what is given is the row under each, null where there is none. */
export function laidRows(
  outbox: Outbox,
  laid: readonly { readonly rid: number; readonly under: ItemRow | null }[],
): ItemRow[] {
  if (laid.length === 0) return []
  const rids = JSON.stringify(laid.map(({ rid }) => rid))
  return inOutbox(() => readByRid(outbox.db).all(rids)).map((columns, n) => {
    const under = laid[n]?.under ?? null
    return under === null ? addedRow(columns) : overlaid(under, columns)
  })
}

/** Lays over rows of the cache what lies over them. */
export function withLaid(outbox: Outbox | null, rows: readonly ItemRow[]): readonly ItemRow[] {
  if (outbox === null || rows.length === 0 || laidCounts(outbox).length === 0) return rows
  const keys = JSON.stringify(rows.map(({ key }) => key))
  const found = inOutbox(() => readOver(outbox.db).all(keys))
  if (found.length === 0) return rows
  const over = new Map(found.map((columns) => [columns.key, columns]))
  return rows.map((row) => {
    const columns = over.get(row.key)
    return columns === undefined ? row : overlaid(row, columns)
  })
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

function overlaid(row: ItemRow, columns: LaidColumns): ItemRow {
  return { ...row, ...shownOf(columns), pending: { kind: columns.kind, state: columns.state } }
}

function addedRow(columns: LaidColumns): ItemRow {
  const { key, kind, state } = columns
  return {
    key,
    providerId: columns.provider_id,
    accountId: columns.account_id,
    type: columns.type,
    externalId: decodeURIComponent(key.slice(key.lastIndexOf(':') + 1)),
    ...{ name: '', email: null, organisation: null, phone: null },
    ...shownOf(columns),
    modifiedAtMs: null,
    pending: { kind, state },
    cells: {},
    isOutside: false,
  }
}

function shownOf(columns: LaidColumns): LaidRow['shown'] {
  const { name, email, organisation, phone } = JSON.parse(columns.shown) as LaidRow['shown']
  return {
    ...(name === undefined ? {} : { name: shownText(name) }),
    ...(email === undefined ? {} : { email: shownOrNull(email) }),
    ...(organisation === undefined ? {} : { organisation: shownOrNull(organisation) }),
    ...(phone === undefined ? {} : { phone: shownOrNull(phone) }),
  }
}
