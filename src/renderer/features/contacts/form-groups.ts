import type { FormField } from '../../../shared/model/contact.ts'

/** Fields under one heading, in the order in which the provider gives them. */
export interface FormGroup {
  /** Null for what stands under no heading. */
  readonly name: string | null
  readonly fields: readonly FormField[]
}

export interface WantedFields {
  /** Part of a label or a name. */
  readonly text: string
  readonly hidesEmpty: boolean
  /** Whether nothing is set in a field. */
  readonly isEmpty: (field: FormField) => boolean
}

/** The fields that are looked for. */
export function wantedFields(
  fields: readonly FormField[],
  { text, hidesEmpty, isEmpty }: WantedFields,
): readonly FormField[] {
  const wanted = text.trim().toLowerCase()
  return fields.filter(
    (field) =>
      [field.label, field.name].some((part) => part.toLowerCase().includes(wanted)) &&
      !(hidesEmpty && isEmpty(field)),
  )
}

/** What people look for first; for a new contact also what it cannot do without. */
export const isFirst = ({ isMain, isRequired, readOnly }: FormField, isNew: boolean): boolean =>
  isMain || (isNew && isRequired && readOnly === null)

export function groupsOf(fields: readonly FormField[]): readonly FormGroup[] {
  const groups = new Map<string | null, FormField[]>()
  for (const field of fields) {
    const group = groups.get(field.group)
    if (group === undefined) groups.set(field.group, [field])
    else group.push(field)
  }
  return [...groups].map(([name, members]) => ({ name, fields: members }))
}

/** The names of the first groups, up to the one in which so many fields are reached. */
export function beginningOf(groups: readonly FormGroup[], mostFields: number): (string | null)[] {
  let count = 0
  return groups
    .filter(({ fields }) => {
      const isBeginning = count < mostFields
      count += fields.length
      return isBeginning
    })
    .map(({ name }) => name)
}
