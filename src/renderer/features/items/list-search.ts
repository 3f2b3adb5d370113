import type { AccountId } from '../../../shared/model/account.ts'
import type { ItemFilter } from '../../../shared/model/filter.ts'
import type { ItemKey, ItemQuery, ItemSort } from '../../../shared/model/item.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { FieldId } from '../../../shared/model/list-field.ts'
import type { News } from '../../ui/notify.ts'

/** What the address of the list says; whatever is absent has its default. */
export interface ListSearch {
  readonly q?: string | undefined
  readonly type?: ItemType | undefined
  readonly account?: AccountId | undefined
  /** Only what stands in this item. */
  readonly inside?: ItemKey | undefined
  readonly sort?: ItemSort[] | undefined
  readonly filter?: ItemFilter | undefined
  /** The saved view that the rest belongs to, or was changed from. */
  readonly view?: string | undefined
  readonly layout?: 'board' | undefined
  /** The field whose options the board's columns are. */
  readonly board?: FieldId | undefined
  readonly selected?: ItemKey | undefined
}

const byName: ItemSort = { by: 'name', direction: 'ascending' }

export const queryOf = (
  { q, type, account, inside, sort, filter }: ListSearch,
  kept: ItemKey[] = [],
): ItemQuery => ({
  search: q ?? '',
  type: type ?? null,
  accountId: account ?? null,
  parentKey: inside ?? null,
  sort: sort ?? [],
  filter: filter ?? null,
  kept,
})

/** The order that the rows of a query stand in; empty where it is how well they match. */
export const shownSort = ({ sort, search }: ItemQuery): readonly ItemSort[] =>
  sort.length > 0 ? sort : search === '' ? [byName] : []

/** So many orders one after the other: what a query holds. */
const mostSorts = 5

/** How a column is ordered when it is chosen: words from A, times from the latest. */
const firstDirection = (by: FieldId): ItemSort['direction'] =>
  by === 'modified' || by === 'created' ? 'descending' : 'ascending'

const turned = ({ by, direction }: ItemSort): ItemSort => ({
  by,
  direction: direction === 'ascending' ? 'descending' : 'ascending',
})

/**
 * What choosing a column does: it alone orders, or its order is turned round. `isAdded` keeps the others before it.
 */
export function sortedBy(
  by: FieldId,
  present: readonly ItemSort[],
  isAdded = false,
): Pick<ListSearch, 'sort'> {
  const known = present.find((one) => one.by === by)
  const chosen = known === undefined ? { by, direction: firstDirection(by) } : turned(known)
  if (!isAdded) return { sort: [chosen] }
  return {
    // The last one gives way where there are too many.
    sort:
      known === undefined
        ? [...present.slice(0, mostSorts - 1), chosen]
        : present.map((one) => (one === known ? chosen : one)),
  }
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What the screen before did: the list says it once. */
    readonly announcement?: News
    /** What the list showed when it was left, for the way back. */
    readonly listSearch?: ListSearch
  }
}
