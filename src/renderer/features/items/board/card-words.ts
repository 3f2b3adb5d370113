import type { ItemRow } from '../../../../shared/model/item.ts'
import type { Cell, FieldId, ListField } from '../../../../shared/model/list-field.ts'
import { isolated } from '../../../copy/isolated.ts'
import { formatCount, formatDate } from '../../../ui/format.ts'
import { dayWords } from '../filters/filter-words.ts'

/** What a card tells beside its name, the most telling first. */
const candidates: readonly FieldId[] = [
  'field:amount',
  'field:closedate',
  'organisation',
  'email',
  'phone',
  'modified',
]
const mostLines = 3

export interface CardField {
  readonly id: FieldId
  readonly field: ListField
}

/** The fields of a list that its cards may tell. */
export const cardFields = (fieldOf: (id: FieldId) => ListField | null): readonly CardField[] =>
  candidates.flatMap((id) => {
    const field = fieldOf(id)
    return field === null ? [] : [{ id, field }]
  })

/** Those of them that the rows have to bring. */
export const requestedCells = (fields: readonly CardField[]): FieldId[] =>
  fields.map(({ id }) => id).filter((id) => id.startsWith('field:'))

export interface CardLine {
  readonly label: string
  readonly text: string
  /** A number or a date says nothing without its name. */
  readonly isBare: boolean
}

const bareKinds: ReadonlySet<ListField['kind']> = new Set(['number', 'date', 'time'])

/** What the card of a row tells beside its name; empty values are left out. */
export const cardLines = (row: ItemRow, fields: readonly CardField[]): readonly CardLine[] =>
  fields
    .map(({ id, field }) => ({
      label: field.label,
      text: cellWords(valueOf(row, id), field),
      isBare: bareKinds.has(field.kind),
    }))
    .filter(({ text }) => text !== '')
    .slice(0, mostLines)

function valueOf(row: ItemRow, id: FieldId): Cell {
  if (id === 'organisation' || id === 'email' || id === 'phone') return row[id]
  return id === 'modified' ? row.modifiedAtMs : (row.cells[id] ?? null)
}

function cellWords(cell: Cell, { kind, options }: ListField): string {
  if (cell === null || cell === '' || typeof cell === 'boolean') return ''
  const labelOf = (value: string): string => options.find((option) => option.value === value)?.label ?? value
  if (Array.isArray(cell)) return cell.map((one) => isolated(labelOf(one))).join(', ')
  if (kind === 'number' && Number.isFinite(Number(cell))) return formatCount(Number(cell))
  if (kind === 'time' && Number.isFinite(Number(cell))) return formatDate(Number(cell))
  if (kind === 'date') return dayWords(String(cell))
  return labelOf(String(cell))
}
