import type { AccountId } from '../shared/model/account.ts'
import type { ItemKey } from '../shared/model/item.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import type { LinkedItem, LinkSet, StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { sql } from './sql.ts'

const readLinks = sql<[from: ItemKey, toType: ItemType], { to: ItemKey; label: string | null }>(
  'SELECT to_key AS "to", label FROM link WHERE from_key = ? AND to_type = ?',
)
const deleteLinks = sql<[from: ItemKey, toType: ItemType], never>(
  'DELETE FROM link WHERE from_key = ? AND to_type = ?',
)
const addLink = sql<
  [accountId: AccountId, from: ItemKey, toType: ItemType, to: ItemKey, label: string | null],
  never
>('INSERT OR REPLACE INTO link (account_id, from_key, to_type, to_key, label) VALUES (?, ?, ?, ?, ?)')
/**
 * What is linked with an item, as rows of `linked`, `stream` and `item`. The joins are in the order in which they are
 * to be made: by its statistics, or for want of them, SQLite looks at every item there is, which takes seconds. An
 * item is found by its stream and key, and a link says whose streams come into question.
 */
export const LINKED_ITEMS = `(
    SELECT to_key AS key, label, account_id FROM link WHERE from_key = ?
    UNION SELECT from_key, label, account_id FROM link WHERE to_key = ?) AS linked
  CROSS JOIN stream ON stream.account_id = linked.account_id
  CROSS JOIN item ON item.stream = stream.id AND item.key = linked.key`
const listLinks = sql<[from: ItemKey, to: ItemKey, limit: number], LinkedItem>(
  `SELECT key, type, name, label FROM (
     SELECT item.key, stream.type, substr(item.name, 1, 300) AS name, linked.label, stream.id AS stream,
       item.sort_name, row_number() OVER (PARTITION BY stream.type ORDER BY stream.id, item.sort_name) AS place
     FROM ${LINKED_ITEMS})
   WHERE place <= ? ORDER BY stream, sort_name`,
)
const countLinks = sql<[from: ItemKey, to: ItemKey], { type: ItemType; count: number }>(
  `SELECT stream.type, count(DISTINCT item.key) AS count FROM ${LINKED_ITEMS}
   GROUP BY stream.type ORDER BY min(stream.id)`,
)

/**
 * Replaces all links from an item to items of one type. Answers whether they are others than before. The caller holds
 * the transaction.
 */
export function replaceLinks(db: Sqlite, accountId: AccountId, { from, toType, to }: LinkSet): boolean {
  const labels = new Map(to.map(({ key, label }) => [key, label]))
  const known = readLinks(db).all(from, toType)
  if (known.length === labels.size && known.every((link) => labels.get(link.to) === link.label)) return false
  deleteLinks(db).run(from, toType)
  for (const [key, label] of labels) addLink(db).run(accountId, from, toType, key, label)
  return true
}

/** Only what is here: an id that nobody loaded has no name. */
export function linksOf(db: Sqlite, { key, limit }: StoreInput<'linksOf'>): StoreOutput<'linksOf'> {
  const counts = countLinks(db).all(key, key)
  return {
    links: listLinks(db).all(key, key, limit),
    counts,
    total: counts.reduce((total, { count }) => total + count, 0),
  }
}
