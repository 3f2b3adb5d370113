import type { ItemKey } from '../../../shared/model/item.ts'

/**
 * Which rows are selected: some by their keys, each with its place in the list when it was last seen (null: not
 * known), or all that match but for some. All matching are never counted out by key: there may be a million.
 */
export type Selected =
  | { readonly kind: 'keys'; readonly keys: ReadonlyMap<ItemKey, number | null> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<ItemKey> }

/** A row and its place in the list. */
export type PlacedKey = readonly [key: ItemKey, index: number | null]

export const nothingSelected: Selected = { kind: 'keys', keys: new Map() }
export const everythingSelected: Selected = { kind: 'all', except: new Set() }

export const isIn = (selected: Selected, key: ItemKey): boolean =>
  selected.kind === 'keys' ? selected.keys.has(key) : !selected.except.has(key)

/** How many rows are selected of `total` that match. */
export const countOf = (selected: Selected, total: number): number =>
  selected.kind === 'keys' ? selected.keys.size : Math.max(0, total - selected.except.size)

export function withKeys(selected: Selected, added: readonly PlacedKey[]): Selected {
  if (selected.kind === 'keys') return { kind: 'keys', keys: new Map([...selected.keys, ...added]) }
  const except = new Set(selected.except)
  for (const [key] of added) except.delete(key)
  return { kind: 'all', except }
}

export function withoutKey(selected: Selected, key: ItemKey): Selected {
  if (selected.kind === 'all') return { kind: 'all', except: new Set([...selected.except, key]) }
  const keys = new Map(selected.keys)
  keys.delete(key)
  return { kind: 'keys', keys }
}

/** Where the windows of `length` rows begin in which the keys were last seen, ascending; none for "all that match". */
export function windowsOf(selected: Selected, length: number): number[] {
  if (selected.kind === 'all') return []
  const places = [...selected.keys.values()].filter((place) => place !== null)
  const offsets = new Set(places.map((place) => Math.floor(place / length) * length))
  return [...offsets].toSorted((one, other) => one - other)
}
