import type { AccountId } from './model/account.ts'
import type { Item, ItemKey, ItemQuery, ItemRow } from './model/item.ts'
import type { ItemType } from './model/item-type.ts'
import type { FieldId, FieldKind } from './model/list-field.ts'

/** What main asks of the store to read items, one, some or all of an account. */
export interface ListProtocol {
  /**
   * A window of a query's rows and how many rows it has in all. Changes in the outbox are laid over them; contacts
   * that wait to be created come first, and so do rows that a search finds by what waits alone. Up to 300 hits of a search come by relevance, more
   * of them newest first. `isMore`: a search has more hits than `total`, at least 2,000 and twice as many as
   * the window reaches, and they are counted only as somebody looks further. Long values are cut, and a reply near
   * 1 MB holds fewer rows than asked for: ask again from where it ends.
   *
   * A list that no index has (a filter, several orders or one by another column than the name or the time of change, an
   * ordered search) is put together in the calls that ask for it, each of which works at it for some 25 ms; see
   * `progress`. In it waiting values count like loaded ones; rows without a value come last in both directions, and rows
   * that were never changed count as changed longest ago.
   */
  listItems(input: { query: ItemQuery; offset: number; limit: number; view?: ListView }): {
    rows: ItemRow[]
    total: number
    isMore: boolean
    progress: ListProgress | null
  }
  /** The keys alone of such a window. */
  listKeys(input: { query: ItemQuery; offset: number; limit: number; view?: ListView }): {
    keys: ItemKey[]
    total: number
    isMore: boolean
    progress: ListProgress | null
  }
  getItem(input: { key: ItemKey }): { item: Item; record: string; loadedAtMs: number } | null
  /** Whole items of an account for whoever takes all of them, some at a time; what waits lies over them. */
  pageItems(input: { accountId: AccountId; after: PagePlace | null; limit: number }): ItemPage
  countItems(input: Record<string, never>): { accountId: AccountId; type: ItemType; count: number }[]
}

/** What a list needs to know beyond the query. Without it only the fields that every item has can be asked for. */
export interface ListView {
  /** The provider's fields that the query and the columns name. */
  readonly fields: readonly StoredField[]
  /** Fields whose values the rows are to bring. */
  readonly columns: readonly FieldId[]
  /** What relative dates count from, epoch ms. */
  readonly nowMs: number
}

/** Where a provider's field lies in a record, and how its value reads. */
export interface StoredField {
  readonly id: FieldId
  readonly kind: FieldKind
  /** Names of members from the record's root to the value. */
  readonly path: readonly string[]
  /**
   * Where the value is an array: the names of members from each element to its value (none for an array of plain
   * values). Null where there is one value.
   */
  readonly each: readonly string[] | null
  /**
   * What several values of one text are separated by; null for a text that is one value. Of a text whose value is an
   * array, what its pieces are joined by: a comma and a space where it is null.
   */
  readonly separator: string | null
}

/** A list that is being put together: rows looked at, of how many. */
export interface ListProgress {
  readonly done: number
  readonly of: number
}

/** Where a walk over all items of an account stands: at those that wait to be created, or at the rows. */
export interface PagePlace {
  readonly of: 'added' | 'rows'
  readonly rid: number
}

export interface ItemPage {
  /** Their `childCount` is the provider's. */
  readonly items: readonly Item[]
  /** What to give as `after`; null at the end. */
  readonly next: PagePlace | null
}
