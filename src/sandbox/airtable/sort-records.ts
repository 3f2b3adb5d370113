import type { CellReader } from './cells.ts'
import { isFailed, isMoment, type Value } from './formula/values.ts'
import type { Field } from './layout.ts'
import type { KeptRecord } from './record-store.ts'
import type { Table } from './workspace.ts'

export type SortKey = { field: Field; direction: 'asc' | 'desc' }
type Sortable = number | string | null

/** Positions of the records that pass, in the wanted order; equal ones stay in the order of the table. */
export function sortPositions(
  table: Table,
  reader: CellReader,
  sort: readonly SortKey[],
  passes: (record: KeptRecord) => boolean,
): Uint32Array {
  const rows: { position: number; keys: Sortable[] }[] = []
  for (let position = 0; position < table.records.size(); position++) {
    const record = table.records.at(position)
    if (record === undefined || !passes(record)) continue
    rows.push({ position, keys: sort.map(({ field }) => toSortable(field, reader.value(record, field))) })
  }
  rows.sort((left, right) => {
    for (const [at, { direction }] of sort.entries()) {
      const order = compare(left.keys[at] ?? null, right.keys[at] ?? null)
      if (order !== 0) return direction === 'asc' ? order : -order
    }
    return left.position - right.position
  })
  return Uint32Array.from(rows, ({ position }) => position)
}

/** A select sorts by the order of its choices, not by their names. */
function toSortable(field: Field, value: Value): Sortable {
  if (field.type === 'singleSelect' && typeof value === 'string') return field.choices?.indexOf(value) ?? -1
  if (value === null || isFailed(value)) return null
  if (isMoment(value)) return value.atMs
  return typeof value === 'string' ? value.toLowerCase() : Number(value)
}

/** Empty cells come first. */
function compare(left: Sortable, right: Sortable): number {
  if (left === right) return 0
  if (left === null) return -1
  if (right === null) return 1
  return left < right ? -1 : 1
}
