import type { AccountId } from '../shared/model/account.ts'
import type { PagePlace } from '../shared/list-protocol.ts'
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
    if (added.length > 0)
      return pageOf(
        'added',
        added.map((columns) => ({ rid: columns.rid, item: addedItem(columns) })),
      )
  }
  const rows = rowsAfter(db, accountId, after?.of === 'rows' ? after.rid : 0, limit)
  const laid = laidOver(
    outbox,
    rows.map(({ key }) => key),
  )
  const paths = new Map<ItemKey | null, string | null>()
  const placed = rows.map((columns): Placed => {
    const item = toItem(columns)
    const over = laid.get(item.key)
    if (!paths.has(item.parentKey)) paths.set(item.parentKey, pathTo(db, item.parentKey))
    return {
      rid: columns.rid,
      item: {
        ...item,
        ...(over === undefined ? {} : shownOf(over)),
        parentPath: item.parentPath ?? paths.get(item.parentKey) ?? null,
      },
    }
  })
  return pageOf('rows', placed)
}

interface Placed {
  readonly rid: number
  readonly item: Item
}

/** At least one of them, and no more than fit. */
function pageOf(of: PagePlace['of'], placed: readonly Placed[]): StoreOutput<'pageItems'> {
  let text = 0
  const end = placed.findIndex(({ item }) => {
    const texts = [
      item.name,
      item.externalId,
      item.email,
      item.organisation,
      item.phone,
      item.url,
      item.parentPath,
    ]
    text += texts.reduce((sum, one) => sum + (one?.length ?? 0), 0)
    return text > mostText
  })
  const fit = end < 0 ? placed : placed.slice(0, Math.max(1, end))
  const last = fit.at(-1)
  return { items: fit.map(({ item }) => item), next: last === undefined ? null : { of, rid: last.rid } }
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
  return rows.length === 0 ? rowsAfter(db, accountId, range.last, limit) : rows
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
