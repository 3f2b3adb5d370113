import type { AccountId } from '../shared/model/account.ts'
import type { Item, ItemKey } from '../shared/model/item.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { toItem, WHOLE_COLUMNS, type WholeColumns } from './item-columns.ts'
import { addedAfter, laidOver, shownOf, type LaidColumns } from './laid-reads.ts'
import type { Outbox } from './outbox.ts'
import { pathTo } from './place.ts'
import { ridRange } from './rid-range.ts'
import { sql } from './sql.ts'

/** Characters of a page's texts, so that no message grows with what somebody wrote into a name. */
const mostText = 400_000

const streamsOf = sql<[accountId: AccountId], { id: number }>('SELECT id FROM stream WHERE account_id = ?')
const readRows = sql<[after: number, last: number, limit: number], WholeColumns & { rid: number }>(
  `SELECT item.rid, ${WHOLE_COLUMNS} FROM item JOIN stream ON stream.id = item.stream
   WHERE item.rid > ? AND item.rid <= ? ORDER BY item.rid LIMIT ?`,
)

/**
 * Whole items of an account, some at a time: those that wait to be created, then the rows in the order of their ids.
 * What waits to be sent lies over their names, as in the list.
 */
export function pageItems(
  db: Sqlite,
  outbox: Outbox | null,
  { accountId, after, limit }: StoreInput<'pageItems'>,
): StoreOutput<'pageItems'> {
  if (after === null || after.of === 'added') {
    const added = outbox === null ? [] : addedAfter(outbox, accountId, after?.rid ?? 0, limit)
    const last = added.at(-1)
    if (last !== undefined) return { items: added.map(addedItem), next: { of: 'added', rid: last.rid } }
  }
  const rows = rowsAfter(db, accountId, after?.of === 'rows' ? after.rid : 0, limit)
  const last = rows.at(-1)
  const laid = laidOver(
    outbox,
    rows.map(({ key }) => key),
  )
  const paths = new Map<ItemKey | null, string | null>()
  const items = rows.map((columns): Item => {
    const item = toItem(columns)
    const over = laid.get(item.key)
    if (!paths.has(item.parentKey)) paths.set(item.parentKey, pathTo(db, item.parentKey))
    return {
      ...item,
      ...(over === undefined ? {} : shownOf(over)),
      parentPath: item.parentPath ?? paths.get(item.parentKey) ?? null,
    }
  })
  return { items, next: last === undefined ? null : { of: 'rows', rid: last.rid } }
}

function rowsAfter(
  db: Sqlite,
  accountId: AccountId,
  after: number,
  limit: number,
): readonly (WholeColumns & { rid: number })[] {
  const ranges = streamsOf(db)
    .all(accountId)
    .map(({ id }) => ridRange(id))
    .toSorted((a, b) => a.first - b.first)
  const range = ranges.find(({ last }) => last > after)
  if (range === undefined) return []
  const rows = readRows(db).all(Math.max(after, range.first - 1), range.last, limit)
  return rows.length === 0 ? rowsAfter(db, accountId, range.last, limit) : withinText(rows)
}

/** At least one row, and no more than fit. */
function withinText<Row extends WholeColumns>(rows: readonly Row[]): readonly Row[] {
  let text = 0
  const end = rows.findIndex(({ name, url, parent_path, external_id }) => {
    text += name.length + external_id.length + (url?.length ?? 0) + (parent_path?.length ?? 0)
    return text > mostText
  })
  return end < 0 ? rows : rows.slice(0, Math.max(1, end))
}

function addedItem(columns: LaidColumns): Item {
  const { key } = columns
  return {
    key,
    providerId: columns.provider_id,
    accountId: columns.account_id,
    type: columns.type,
    externalId: decodeURIComponent(key.slice(key.lastIndexOf(':') + 1)),
    ...{ name: '', email: null, organisation: null, phone: null },
    ...shownOf(columns),
    parentKey: null,
    parentPath: null,
    url: null,
    createdAtMs: null,
    modifiedAtMs: null,
    isDirectory: false,
    isVisible: true,
    mimeType: null,
    childCount: null,
  }
}
