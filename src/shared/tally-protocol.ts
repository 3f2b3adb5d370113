import type { AccountId } from './model/account.ts'
import type { ItemFilter } from './model/filter.ts'
import type { ItemType } from './model/item-type.ts'
import type { FieldId } from './model/list-field.ts'
import type { ListProgress, StoredField } from './list-protocol.ts'

/** Rows to count: those that a list with the same type, account and filter has. */
export interface Tally {
  readonly type: ItemType | null
  readonly accountId: AccountId | null
  readonly filter: ItemFilter | null
  /** Rows are counted by their values of all of these together; all as one where there are none. */
  readonly by: readonly TallyBy[]
  /** Number fields whose values are added up. */
  readonly sums: readonly FieldId[]
  /** The provider's fields that it names. */
  readonly fields: readonly StoredField[]
}

/**
 * A field that has one value for a row. With `from` (epoch ms, ascending), a time counts under the last of these that
 * is not after it, and under null before the first.
 */
export interface TallyBy {
  readonly field: FieldId
  readonly from: readonly number[] | null
}

export interface TallyGroup {
  /** In the order of `by`; null where rows have none. */
  readonly values: readonly (string | number | null)[]
  readonly count: number
  /** In the order of `sums`; how many rows had a value, and what they add up to. */
  readonly valued: readonly number[]
  readonly sums: readonly number[]
}

export interface TallyResult {
  readonly groups: readonly TallyGroup[]
  /** Rows in groups beyond the most that are kept apart. */
  readonly rest: number
}

export interface TallyAnswer {
  /** In the order that was asked for; null until all rows were looked at once. */
  readonly results: readonly TallyResult[] | null
  /** The rows are counted as they were then, epoch ms. */
  readonly asOfMs: number | null
  /**
   * It is being counted, for the first time or anew: asking again goes on with it. With `of` 0 beside results the rows
   * have changed, and the store rests for some seconds before it counts them anew.
   */
  readonly progress: ListProgress | null
}
