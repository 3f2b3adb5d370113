import type { ItemKey, ItemQuery } from '../shared/model/item.ts'
import type { Sqlite } from './driver.ts'
import { LIVE_STREAM } from './item-columns.ts'
import { indexedSort } from './ordered-rows.ts'
import { wordExpression } from './search-expressions.ts'
import { sql } from './sql.ts'

type Window = [parent: ItemKey, limit: number, offset: number]

const within = `parent_key = ? AND ${LIVE_STREAM}`
const ordered = (order: string) =>
  sql<Window, { rid: number }>(`SELECT rid FROM item WHERE ${within} ORDER BY ${order} LIMIT ? OFFSET ?`)
const orders = {
  'name ascending': ordered('sort_name ASC, rid ASC'),
  'name descending': ordered('sort_name DESC, rid DESC'),
  'modified ascending': ordered('modified ASC, rid ASC'),
  'modified descending': ordered('modified DESC, rid DESC'),
}
const count = sql<[parent: ItemKey], { total: number }>(`SELECT count(*) AS total FROM item WHERE ${within}`)

const matching = `rid IN (SELECT rowid FROM word WHERE word MATCH ?)`
const find = sql<[expression: string, ...Window], { rid: number }>(
  `SELECT rid FROM item WHERE ${matching} AND ${within} ORDER BY sort_name, rid LIMIT ? OFFSET ?`,
)
const countFound = sql<[expression: string, parent: ItemKey], { total: number }>(
  `SELECT count(*) AS total FROM item WHERE ${matching} AND ${within}`,
)

/** A window of what stands in an item, and how much that is. A search within it is ordered by name. */
export function childRowIds(
  db: Sqlite,
  parent: ItemKey,
  query: Pick<ItemQuery, 'search' | 'sort'>,
  offset: number,
  limit: number,
): { readonly rids: readonly number[]; readonly total: number } {
  if (query.search.trim() === '') {
    const { by, direction } = indexedSort(query) ?? { by: 'name', direction: 'ascending' }
    const rows = orders[`${by} ${direction}`](db).all(parent, limit, offset)
    return { rids: rows.map(({ rid }) => rid), total: count(db).get(parent)?.total ?? 0 }
  }
  const expression = wordExpression(query.search)
  if (expression === null) return { rids: [], total: 0 }
  return {
    rids: find(db)
      .all(expression, parent, limit, offset)
      .map(({ rid }) => rid),
    total: countFound(db).get(expression, parent)?.total ?? 0,
  }
}
