import type { ItemKey } from '../shared/model/item.ts'
import { wellFormedStart } from '../shared/text.ts'
import type { Sqlite } from './driver.ts'
import { LIVE_STREAM } from './item-columns.ts'
import { sql } from './sql.ts'

/** Deeper than anybody nests; a chain of parents that leads back into itself ends here too. */
const MAX_DEPTH = 30
/** Characters of a parent's name. */
const MAX_NAME = 100

const readParent = sql<[key: ItemKey], { name: string; parent_key: ItemKey | null }>(
  `SELECT name, parent_key FROM item WHERE ${LIVE_STREAM} AND key = ?`,
)
const countChildren = sql<[parent: ItemKey], { children: number }>(
  `SELECT count(*) AS children FROM item WHERE parent_key = ? AND ${LIVE_STREAM}`,
)

/** Where an item stands, from the outermost parent that is here: `Home / Recipes`. Null at the top. */
export function pathTo(db: Sqlite, parent: ItemKey | null): string | null {
  const names: string[] = []
  const met = new Set<ItemKey>()
  for (let key = parent; key !== null && names.length < MAX_DEPTH && !met.has(key);) {
    met.add(key)
    const found = readParent(db).get(key)
    if (!found) break
    names.unshift(found.name.length > MAX_NAME ? `${wellFormedStart(found.name, MAX_NAME)}…` : found.name)
    key = found.parent_key
  }
  return names.length === 0 ? null : names.join(' / ')
}

/** How many items that are here stand in this one. */
export function childrenOf(db: Sqlite, key: ItemKey): number {
  return countChildren(db).get(key)?.children ?? 0
}
