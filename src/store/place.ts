import type { ItemKey } from '../shared/model/item.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import { wellFormedStart } from '../shared/well-formed-start.ts'
import type { Sqlite } from './driver.ts'
import { LIVE_STREAM } from './item-columns.ts'
import { sql } from './sql.ts'

/** Deeper than anybody nests; a chain of parents that leads back into itself ends here too. */
const MAX_DEPTH = 30
/** Characters of a parent's name. */
const MAX_NAME = 100

const readParent = sql<[key: ItemKey], { name: string; type: ItemType; parent_key: ItemKey | null }>(
  // The streams first: an item is found by its stream and key.
  `SELECT item.name, stream.type, item.parent_key
   FROM stream CROSS JOIN item ON item.stream = stream.id AND item.key = ? WHERE stream.account_id IS NOT NULL`,
)
const countChildren = sql<[parent: ItemKey], { children: number }>(
  `SELECT count(*) AS children FROM item WHERE parent_key = ? AND ${LIVE_STREAM}`,
)

interface Parent {
  readonly key: ItemKey
  readonly type: ItemType
  /** The beginning of a long one. */
  readonly name: string
}

/** What stands around an item, from the outermost that is here; `parent` comes last. */
function chainTo(db: Sqlite, parent: ItemKey | null): Parent[] {
  const chain: Parent[] = []
  const met = new Set<ItemKey>()
  for (let key = parent; key !== null && chain.length < MAX_DEPTH && !met.has(key);) {
    met.add(key)
    const found = readParent(db).get(key)
    if (!found) break
    const { type, name } = found
    chain.unshift({ key, type, name: name.length > MAX_NAME ? `${wellFormedStart(name, MAX_NAME)}…` : name })
    key = found.parent_key
  }
  return chain
}

/** Where an item stands, from the outermost parent that is here: `Home / Recipes`. Null at the top. */
export function pathTo(db: Sqlite, parent: ItemKey | null): string | null {
  const names = chainTo(db, parent).map(({ name }) => name)
  return names.length === 0 ? null : names.join(' / ')
}

/** What an item stands in, from the outermost that is here to the one that holds it. */
export const parentsOf = (db: Sqlite, key: ItemKey): Parent[] =>
  chainTo(db, readParent(db).get(key)?.parent_key ?? null)

/** How many items that are here stand in this one. */
export function childrenOf(db: Sqlite, key: ItemKey): number {
  return countChildren(db).get(key)?.children ?? 0
}
