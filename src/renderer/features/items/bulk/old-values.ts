import type { ItemKey, ItemQuery } from '../../../../shared/model/item.ts'
import type { Cell, FieldId, ListField } from '../../../../shared/model/list-field.ts'
import { providerField } from '../../../../shared/model/list-field.ts'
import { fetchRows, rowsPerRequest } from '../fetch-rows.ts'
import { type Selected, windowsOf } from '../selection.ts'

/** What a field holds now in the contacts that were looked at. */
export interface OldValues {
  /** The first contacts in the order in which they were looked at. */
  readonly first: readonly { readonly key: ItemKey; readonly name: string; readonly value: string }[]
  /** How many contacts hold each value; an empty text where nothing is set. */
  readonly counts: ReadonlyMap<string, number>
  readonly seen: number
}

export const nothingSeen: OldValues = { first: [], counts: new Map(), seen: 0 }
const mostShown = 20

interface Looking {
  readonly keys: ReadonlySet<ItemKey>
  readonly selected: Selected
  readonly query: ItemQuery
  readonly column: FieldId
  readonly signal: AbortSignal
  /** Told what is known so far. */
  readonly onSeen: (values: OldValues) => void
}

/** The column of a list that shows what the contact's form calls `name`; null where none does. */
export function columnOf(fields: readonly ListField[], name: string): FieldId | null {
  const showing = fields.filter(({ editsAs }) => editsAs === name)
  // The list's own field of that name may be put together from several.
  return (showing.find(({ id }) => id === providerField(name)) ?? showing[0])?.id ?? null
}

/** What a cell holds, as the form writes it. */
export function textOf(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'object' ? cell.join(';') : String(cell)
}

/**
 * Looks at what each of the contacts holds, window by window. Those that are no longer in the list are not seen.
 * Throws the reason of `signal`, or what `call` throws.
 */
export async function lookAtOldValues(looking: Looking): Promise<void> {
  const { keys, selected, query, column, signal, onSeen } = looking
  const missing = new Set(keys)
  const first: OldValues['first'][number][] = []
  const counts = new Map<string, number>()
  const asked = new Set<number>()
  /** Answers whether there can be rows behind this window. */
  const look = async (offset: number): Promise<boolean> => {
    asked.add(offset)
    const { rows } = await fetchRows(query, [column], offset, signal)
    for (const row of rows) {
      // A load may have moved a row into the next window meanwhile: each counts once.
      if (!missing.delete(row.key)) continue
      const value = textOf(row.cells[column] ?? null)
      counts.set(value, (counts.get(value) ?? 0) + 1)
      if (first.length < mostShown) first.push({ key: row.key, name: row.name, value })
    }
    onSeen({ first: [...first], counts: new Map(counts), seen: keys.size - missing.size })
    return rows.length === rowsPerRequest
  }
  for (const offset of windowsOf(selected, rowsPerRequest)) {
    if (missing.size > 0) await look(offset)
  }
  let isMore = true
  for (let offset = 0; isMore && missing.size > 0; offset += rowsPerRequest) {
    if (!asked.has(offset)) isMore = await look(offset)
  }
}

/** The values that most contacts hold, and what is left of them. */
export function mostHeld(
  counts: OldValues['counts'],
  most: number,
): {
  readonly held: readonly (readonly [value: string, count: number])[]
  readonly otherValues: number
  readonly otherContacts: number
} {
  const all = [...counts].toSorted(([, one], [, other]) => other - one)
  const others = all.slice(most)
  return {
    held: all.slice(0, most),
    otherValues: others.length,
    otherContacts: others.reduce((sum, [, count]) => sum + count, 0),
  }
}
