import type { FilterCondition } from '../../../../shared/model/filter.ts'
import type { ItemQuery } from '../../../../shared/model/item.ts'
import type { FieldId, ListField } from '../../../../shared/model/list-field.ts'
import { narrowedBy } from '../filters/filter-edits.ts'

/** More columns than that are no board any more. */
const mostOptions = 50

/** What a board stands by when nobody chose: the stage of deals. */
const usualField: FieldId = 'field:dealstage'

/** Fields whose options can be a board's columns. */
export const boardFields = (fields: readonly ListField[]): readonly ListField[] =>
  fields.filter(
    ({ id, kind, options }) =>
      kind === 'choice' &&
      id !== 'source' &&
      id !== 'type' &&
      options.length > 0 &&
      options.length <= mostOptions,
  )

/** The field that the board stands by; null where there can be no board. */
export function boardFieldOf(offered: readonly ListField[], wanted: FieldId | undefined): ListField | null {
  const named = (id: FieldId | undefined) => offered.find((field) => field.id === id)
  return named(wanted) ?? named(usualField) ?? offered[0] ?? null
}

export interface BoardColumn {
  /** The option's value; null for those without one, and for what is no option any more. */
  readonly value: string | null
  readonly kind: 'option' | 'none' | 'others'
  readonly query: ItemQuery
}

const narrowed = (query: ItemQuery, condition: FilterCondition): ItemQuery => ({
  ...query,
  filter: narrowedBy(query.filter, condition),
})

/** One column for each option in the provider's order, and the last for those without a value. */
export const columnsOf = (query: ItemQuery, { id, options }: ListField): readonly BoardColumn[] => [
  ...options.map(({ value }): BoardColumn => ({
    value,
    kind: 'option',
    query: narrowed(query, { field: id, test: 'any-of', values: [value] }),
  })),
  { value: null, kind: 'none', query: narrowed(query, { field: id, test: 'empty', values: [] }) },
]

/** What has a value that is none of the options: of a stage that was deleted, for example. */
export function othersColumn(query: ItemQuery, { id, options }: ListField): BoardColumn {
  const values = options.map(({ value }) => value)
  const filled = narrowed(query, { field: id, test: 'filled', values: [] })
  return {
    value: null,
    kind: 'others',
    query: narrowed(filled, { field: id, test: 'none-of', values }),
  }
}
