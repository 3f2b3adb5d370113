import type { Item } from './model/item.ts'
import type { FieldId, FieldKind } from './model/list-field.ts'

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
