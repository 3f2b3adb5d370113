import type { DuplicateMember, Duplicates } from '../../../../shared/model/duplicates.ts'
import type { ItemRow } from '../../../../shared/model/item.ts'
import type { Cell, FieldId, ListField } from '../../../../shared/model/list-field.ts'
import { formatDateTime, formatDay, formatExactly, formatList } from '../../../ui/format.ts'

export interface ComparedField {
  readonly id: FieldId
  readonly label: string
  /** As a person reads them, in the order of the members; empty where one has none. */
  readonly values: readonly string[]
}

interface Words {
  readonly yes: string
  readonly no: string
  readonly labelOf: (id: FieldId) => string
}

/** The fields by which members are compared or in which they differ, and the names of the others that all have alike. */
export function compareMembers(
  members: readonly DuplicateMember[],
  { columns, compared: always }: Pick<Duplicates, 'columns' | 'compared'>,
  fields: readonly ListField[],
  words: Words,
): { readonly differing: readonly ComparedField[]; readonly alike: readonly string[] } {
  const known = new Map(fields.map((field) => [field.id, field]))
  const compared = columns.map((id): ComparedField => {
    const field = known.get(id)
    const label = field === undefined || field.label === '' ? words.labelOf(id) : field.label
    return { id, label, values: members.map(({ row }) => shown(valueOf(id, row), field, words)) }
  })
  const isAlike = ({ values }: ComparedField): boolean => values.every((value) => value === values[0])
  const isShown = (field: ComparedField): boolean =>
    !isAlike(field) || (always.includes(field.id) && field.values[0] !== '')
  return {
    differing: compared.filter(isShown),
    alike: compared.filter((field) => !isShown(field) && field.values[0] !== '').map(({ label }) => label),
  }
}

function valueOf(id: FieldId, row: ItemRow): Cell {
  switch (id) {
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

/** Farther from 1970 there is no date. */
const lastMs = 8.64e15

function shown(value: Cell, field: ListField | undefined, { yes, no }: Words): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? yes : no
  const isTime = field === undefined || field.kind === 'time'
  if (typeof value === 'number') {
    return isTime && Math.abs(value) <= lastMs ? formatDateTime(value) : formatExactly(value)
  }
  const labelOf = (text: string): string =>
    field?.options.find((option) => option.value === text)?.label ?? text
  if (typeof value === 'string') return field?.kind === 'date' ? formatDay(value) : labelOf(value)
  return formatList(value.map(labelOf))
}
