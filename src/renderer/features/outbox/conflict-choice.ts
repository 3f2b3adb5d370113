import type { ConflictField } from '../../../shared/model/change.ts'
import type { ContactValues } from '../../../shared/model/contact.ts'

/** What the user chose for a field: one of the two sides, or a value of their own. */
export type FieldPick =
  { readonly kind: 'yours' } | { readonly kind: 'theirs' } | { readonly kind: 'own'; readonly value: string }

/** By the name of the field; a field without an entry is still open. */
export type Picks = Readonly<Record<string, FieldPick>>

/** Own names only: a field may be called `constructor`. */
export const pickOf = (picks: Picks, name: string): FieldPick | null =>
  Object.hasOwn(picks, name) ? (picks[name] ?? null) : null

const valueOf = (field: ConflictField, pick: FieldPick): string =>
  pick.kind === 'own' ? pick.value : field[pick.kind].value

/** The values to send; null while a field is still open. */
export function chosenValues(fields: readonly ConflictField[], picks: Picks): ContactValues | null {
  const entries = fields.map((field) => {
    const pick = pickOf(picks, field.name)
    return pick === null ? null : ([field.name, valueOf(field, pick)] as const)
  })
  const known = entries.filter((entry) => entry !== null)
  return known.length < fields.length ? null : Object.fromEntries(known)
}

/** Every field as one side has it. */
export const sideValues = (fields: readonly ConflictField[], side: 'yours' | 'theirs'): ContactValues =>
  Object.fromEntries(fields.map((field) => [field.name, field[side].value]))

/** When and by whom the provider's side was set; both null where it does not say. */
export interface Origin {
  readonly atMs: number | null
  readonly by: string | null
}

/** The origin that all fields have in common; null where they differ, so that each has to say its own. */
export function sharedOrigin(fields: readonly ConflictField[]): Origin | null {
  const [first, ...others] = fields
  if (first === undefined) return null
  const isSame = others.every(
    ({ theirsAtMs, theirsBy }) => theirsAtMs === first.theirsAtMs && theirsBy === first.theirsBy,
  )
  return isSame ? { atMs: first.theirsAtMs, by: first.theirsBy } : null
}

/** A field's label within a sentence: "Phone number" is written small there, "SMS consent" is not. */
export const labelInText = (label: string): string =>
  /^\p{Lu}(?!\p{Lu})/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
