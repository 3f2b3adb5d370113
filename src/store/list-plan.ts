import type { ItemQuery } from '../shared/model/item.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import type { AccountId } from '../shared/model/account.ts'
import type { ListView, StoredField } from '../shared/list-protocol.ts'
import type { Sqlite } from './driver.ts'
import { column, fieldInSql, type SqlPiece } from './field-sql.ts'
import { filterSql } from './filter-sql.ts'
import { indexedSort, type IndexedSort } from './ordered-rows.ts'
import type { SortColumn } from './sort-keys.ts'
import { sql } from './sql.ts'

/** How a list that no index has is put together. */
export interface ListPlan {
  /** Equal for queries that have the same list. */
  readonly key: string
  readonly query: ItemQuery
  readonly where: SqlPiece
  /** None: as a search finds them. */
  readonly order: readonly SortColumn[]
  readonly walk: 'rows' | 'hits' | 'children' | IndexedSort
  /** Rows are met in the order of the list, so that the first ones can be shown at once. */
  readonly isInOrder: boolean
  readonly needsRecord: boolean
  readonly fields: readonly StoredField[]
}

export interface ListStream {
  readonly id: number
  readonly accountId: AccountId
  readonly type: ItemType
  readonly count: number
}

const listStreams = sql<[], ListStream>(
  'SELECT id, account_id AS accountId, type, count FROM stream WHERE account_id IS NOT NULL ORDER BY id',
)

/** Streams that have rows of a query. */
export const streamsOf = (
  db: Sqlite,
  { type, accountId }: Pick<ItemQuery, 'type' | 'accountId'>,
): readonly ListStream[] =>
  listStreams(db)
    .all()
    .filter((stream) => stream.count > 0)
    .filter((stream) => type === null || stream.type === type)
    .filter((stream) => accountId === null || stream.accountId === accountId)

export const isSearch = ({ search }: ItemQuery): boolean => search.trim() !== ''

/** Whether an index has the list as it is. */
export const isIndexed = (query: ItemQuery): boolean =>
  query.filter === null && (isSearch(query) ? query.sort.length === 0 : indexedSort(query) !== null)

/** Throws `unknown-field` where the view does not describe a field that the query names. */
export function planOf(query: ItemQuery, view: ListView | undefined): ListPlan {
  const { type, accountId, parentKey, search } = query
  const where = filterSql(query.filter, view)
  const order = orderOf(query, view)
  const walk = walkOf(query)
  const isInOrder =
    typeof walk === 'object' ||
    order.length === 0 ||
    (walk === 'children' && isByName(query) && order[0]?.direction === 1)
  const needsRecord = where.needsRecord || order.some((one) => one.sql.needsRecord)
  return {
    key: JSON.stringify([type, accountId, parentKey, search, where, order]),
    query,
    where,
    order,
    walk,
    isInOrder,
    needsRecord,
    fields: needsRecord ? (view?.fields ?? []) : [],
  }
}

const isByName = (query: ItemQuery): boolean => indexedSort(query)?.by === 'name'

function walkOf(query: ItemQuery): ListPlan['walk'] {
  if (isSearch(query)) return 'hits'
  if (query.parentKey !== null) return 'children'
  return indexedSort(query) ?? 'rows'
}

function orderOf(query: ItemQuery, view: ListView | undefined): readonly SortColumn[] {
  // What stands in an item is by name, a search in it too.
  if (query.sort.length === 0) return isSearch(query) && query.parentKey === null ? [] : [byName]
  return query.sort.map(({ by, direction }) => {
    const { sorted } = fieldInSql(by, view)
    return { sql: sorted, isFolded: by === 'name', direction: direction === 'ascending' ? 1 : -1 }
  })
}

const byName: SortColumn = { sql: column('source.sort_name'), isFolded: true, direction: 1 }
