import type { AccountId } from '../../../shared/model/account.ts'
import type { ItemKey, ItemQuery, ItemSort } from '../../../shared/model/item.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'

/** What the address of the list says; whatever is absent has its default. */
export interface ListSearch {
  readonly q?: string | undefined
  readonly type?: ItemType | undefined
  readonly account?: AccountId | undefined
  /** Only what stands in this item. */
  readonly inside?: ItemKey | undefined
  readonly sort?: ItemSort['by'] | undefined
  readonly direction?: ItemSort['direction'] | undefined
  readonly selected?: ItemKey | undefined
}

/** How a column is ordered when it is chosen: names from A, changes from the latest. */
const firstDirection: Record<ItemSort['by'], ItemSort['direction']> = {
  name: 'ascending',
  modified: 'descending',
}

export function queryOf({ q, type, account, inside, sort, direction }: ListSearch): ItemQuery {
  const by = sort ?? 'name'
  return {
    search: q ?? '',
    type: type ?? null,
    accountId: account ?? null,
    parentKey: inside ?? null,
    sort: { by, direction: direction ?? firstDirection[by] },
  }
}

/** What choosing a column does: the first time it orders by it, after that it turns the order round. */
export function sortedBy(by: ItemSort['by'], present: ItemSort): Pick<ListSearch, 'sort' | 'direction'> {
  if (present.by !== by) return { sort: by, direction: firstDirection[by] }
  return { sort: by, direction: present.direction === 'ascending' ? 'descending' : 'ascending' }
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What the screen before did, in a sentence: the list says it once. */
    readonly announcement?: string
    /** What the list showed when it was left, for the way back. */
    readonly listSearch?: ListSearch
  }
}
