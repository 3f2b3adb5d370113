import type { ItemRow } from '../../shared/model/item.ts'
import type { Cell, FieldId, FieldKind } from '../../shared/model/list-field.ts'
import { formatDateTime, formatDay, formatExactly } from './format.ts'

/** What it takes to read a value. */
export interface CellField {
  readonly id: FieldId
  readonly kind: FieldKind
  /** Set for a number that counts nothing, such as an id. */
  readonly isIdentifier?: boolean
  /** The label of each option. */
  readonly options: ReadonlyMap<string, string>
}

/** Words that stand for values; looked up once a list and not once a cell. */
export interface CellWords {
  readonly yes: string
  readonly no: string
}

/** The value of a field that the row has by itself or brings along; null where there is none. */
export function valueOf({ id }: Pick<CellField, 'id'>, row: ItemRow): Cell {
  switch (id) {
    case 'name':
      return row.name
    case 'type':
      return row.type
    case 'source':
      return row.accountId
    case 'email':
      return row.email
    case 'organisation':
      return row.organisation
    case 'phone':
      return row.phone
    case 'modified':
      return row.modifiedAtMs
    default:
      return row.cells[id] ?? null
  }
}

/** A value as a person reads it, by the field's kind; what is not what its kind says stays as it is. */
export function cellText(
  { kind, options, isIdentifier = false }: Pick<CellField, 'kind' | 'options' | 'isIdentifier'>,
  value: Cell,
  words: CellWords,
): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return numberText(kind, isIdentifier, value)
  if (typeof value !== 'string') return value.map((one) => options.get(one) ?? one).join(', ')
  if (kind === 'date') return formatDay(value)
  return options.get(value) ?? value
}

function numberText(kind: FieldKind, isIdentifier: boolean, value: number): string {
  if (kind === 'time') return formatMoment(value)
  return isIdentifier ? String(value) : formatExactly(value)
}

/** Farther from 1970 there is no date. */
const lastMs = 8.64e15
const formatMoment = (atMs: number): string => (Math.abs(atMs) > lastMs ? String(atMs) : formatDateTime(atMs))
