import { valueIn, type ContactValues, type FormField } from '../../../shared/model/contact.ts'
import type { Draft } from '../../../shared/model/draft.ts'
import { sentValue } from '../../ui/field-value.ts'

/** What was typed into a field, and what the field held when that began. */
export interface Edit {
  readonly value: string
  readonly base: string
}

/** Every field that was touched, also where it is back at what it was: a field must not vanish under the cursor. */
export type Edits = ReadonlyMap<string, Edit>

export const noEdits: Edits = new Map()

/** What is given of a draft, for comparing and keeping. */
export type DraftContent = Pick<Draft, 'values' | 'base'>

export function editsOf(draft: DraftContent | null): Edits {
  if (draft === null) return noEdits
  return new Map(
    Object.entries(draft.values).map(([name, value]) => [name, { value, base: valueIn(draft.base, name) }]),
  )
}

/** `held` is what the field holds now; it becomes the base where nothing different stood in the field. */
export function withEdit(edits: Edits, name: string, value: string, held: string): Edits {
  const known = edits.get(name)
  const base = known === undefined || known.value === held ? held : known.base
  return new Map(edits).set(name, { value, base })
}

/** The user has seen what the field holds now, and stays with what was typed. */
export function rebased(edits: Edits, name: string, held: string): Edits {
  const known = edits.get(name)
  return known === undefined ? edits : new Map(edits).set(name, { ...known, base: held })
}

/** What stands in a field of the form. */
export const typedIn = (edits: Edits, values: ContactValues, name: string): string =>
  edits.get(name)?.value ?? valueIn(values, name)

/**
 * What differs from what is held, exactly as it was typed; null where nothing does. Halves of characters, as some
 * input methods leave them for a moment, cannot be kept.
 */
export function draftContent(edits: Edits, values: ContactValues): DraftContent | null {
  const changed = [...edits].filter(([name, { value }]) => value !== valueIn(values, name))
  if (changed.length === 0) return null
  return {
    values: Object.fromEntries(changed.map(([name, { value }]) => [name, value.toWellFormed()])),
    base: Object.fromEntries(changed.map(([name, { base }]) => [name, base])),
  }
}

/**
 * What is sent: only fields that can be changed and whose value would be another one. A space at the end is no
 * change.
 */
export function changesOf(
  fields: readonly FormField[],
  edits: Edits,
  held: ContactValues,
): { readonly values: Record<string, string>; readonly base: Record<string, string> } {
  const changed = fields.flatMap((field) => {
    const edit = edits.get(field.name)
    if (edit === undefined || field.readOnly !== null) return []
    const present = valueIn(held, field.name)
    const value = sentValue(field, edit.value)
    const isSame = edit.value === present || value === sentValue(field, present)
    return isSame ? [] : [[field.name, value, edit.base] as const]
  })
  return {
    values: Object.fromEntries(changed.map(([name, value]) => [name, value])),
    base: Object.fromEntries(changed.map(([name, , base]) => [name, base])),
  }
}

/** Everything that a new contact sets. */
export function wholeContact(
  fields: readonly FormField[],
  edits: Edits,
  held: ContactValues,
): Record<string, string> {
  const given = fields
    .filter(({ readOnly }) => readOnly === null)
    .map((field) => {
      const edit = edits.get(field.name)
      return [
        field.name,
        edit === undefined ? valueIn(held, field.name) : sentValue(field, edit.value),
      ] as const
    })
  return Object.fromEntries(given.filter(([, value]) => value !== ''))
}
