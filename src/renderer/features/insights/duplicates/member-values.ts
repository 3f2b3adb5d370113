import type { DuplicateMember, Duplicates } from '../../../../shared/model/duplicates.ts'
import {
  builtInKinds,
  type FieldId,
  type FieldKind,
  type ListField,
} from '../../../../shared/model/list-field.ts'
import { type CellField, cellText, type CellWords, valueOf } from '../../../ui/cell-text.ts'

export interface ComparedField {
  readonly id: FieldId
  readonly label: string
  /** As a person reads them, in the order of the members; empty where one has none. */
  readonly values: readonly string[]
}

interface Words extends CellWords {
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
    const cell = cellField(id, field)
    return { id, label, values: members.map(({ row }) => cellText(cell, valueOf(cell, row), words)) }
  })
  const isAlike = ({ values }: ComparedField): boolean => values.every((value) => value === values[0])
  const isShown = (field: ComparedField): boolean =>
    !isAlike(field) || (always.includes(field.id) && field.values[0] !== '')
  return {
    differing: compared.filter(isShown),
    alike: compared.filter((field) => !isShown(field) && field.values[0] !== '').map(({ label }) => label),
  }
}

/** What is known of a field that the list does not describe: its kind, if it is one of our own. */
function cellField(id: FieldId, field: ListField | undefined): CellField {
  const options = new Map(field?.options.map((option) => [option.value, option.label]))
  const own: Partial<Record<FieldId, FieldKind>> = builtInKinds
  return { id, kind: field?.kind ?? own[id] ?? 'text', options, isIdentifier: field?.isIdentifier ?? false }
}
