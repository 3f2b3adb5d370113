import type { z } from 'zod'

export type Json = z.infer<ReturnType<typeof z.json>>

export type PropertyValue =
  | { readonly kind: 'empty' }
  | { readonly kind: 'flag'; readonly isSet: boolean }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'moment'; readonly atMs: number }
  | { readonly kind: 'text'; readonly text: string }

export interface RecordProperty {
  /** The provider's own name of it. */
  readonly name: string
  /** The same name made readable. */
  readonly label: string
  readonly value: PropertyValue
}

export interface PropertyGroup {
  /** The member of the record that holds them; null for the record itself. */
  readonly name: string | null
  readonly label: string | null
  readonly properties: readonly RecordProperty[]
}

/**
 * A provider's record as groups of named values, without knowing the provider: members that are objects
 * become groups, everything deeper is shown as JSON text. The largest group comes first.
 */
export function propertyGroups(record: Json): PropertyGroup[] {
  if (!isObject(record)) return []
  const members = Object.entries(record)
  const groups = members
    .filter(([, value]) => isObject(value))
    .map(([name, value]) => ({
      name,
      label: labelOf(name),
      properties: propertiesOf(Object.entries(value as Record<string, Json>)),
    }))
  const own = propertiesOf(members.filter(([, value]) => !isObject(value)))
  return [...groups, { name: null, label: null, properties: own }]
    .filter(({ properties }) => properties.length > 0)
    .toSorted((one, other) => other.properties.length - one.properties.length)
}

const isObject = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const propertiesOf = (members: readonly (readonly [string, Json])[]): RecordProperty[] =>
  members.map(([name, value]) => ({ name, label: labelOf(name), value: valueOf(value) }))

/** `hs_lead_status` and `leadStatus` become "Hs lead status" and "Lead status". */
export function labelOf(name: string): string {
  const words = name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase()
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1)
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/

function valueOf(value: Json): PropertyValue {
  if (value === null || value === '') return { kind: 'empty' }
  if (typeof value === 'boolean') return { kind: 'flag', isSet: value }
  if (typeof value === 'number') return { kind: 'number', number: value }
  if (typeof value !== 'string') {
    const isEmpty = (Array.isArray(value) ? value : Object.keys(value)).length === 0
    return isEmpty ? { kind: 'empty' } : { kind: 'text', text: JSON.stringify(value) }
  }
  const atMs = instant.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(atMs) ? { kind: 'text', text: value } : { kind: 'moment', atMs }
}

/** The groups with only those properties whose name or value has the wanted text in it. */
export function filterGroups(
  groups: readonly PropertyGroup[],
  wanted: { readonly text: string; readonly hideEmpty: boolean },
): PropertyGroup[] {
  const text = wanted.text.trim().toLowerCase()
  const matches = ({ name, label, value }: RecordProperty): boolean =>
    !(wanted.hideEmpty && value.kind === 'empty') &&
    [name, label, value.kind === 'text' ? value.text : ''].some((part) => part.toLowerCase().includes(text))
  return groups
    .map((group) => ({ ...group, properties: group.properties.filter(matches) }))
    .filter(({ properties }) => properties.length > 0)
}
