import type { ItemKey, ItemQuery, ItemRow } from '../../../shared/model/item.ts'
import type { FieldId } from '../../../shared/model/list-field.ts'
import { fetchRows, rowsPerRequest } from './fetch-rows.ts'
import { isIn, type Selected, windowsOf } from './selection.ts'

interface Collecting {
  readonly selected: Selected
  readonly query: ItemQuery
  readonly columns: readonly FieldId[]
  /** No more rows than these. */
  readonly limit: number
  readonly signal: AbortSignal
  /** Told how many rows were found so far. */
  readonly onProgress: (found: number) => void
}

/**
 * The selected rows in the order of the list, the first `limit` of them, window by window. Rows that are no longer in
 * the list are left out. Throws the reason of `signal`, or what `call` throws.
 */
export async function collectRows(collecting: Collecting): Promise<ItemRow[]> {
  const { selected, query, columns, limit, signal, onProgress } = collecting
  const found = new Map<number, ItemRow>()
  const missing = new Set<ItemKey>(selected.kind === 'keys' ? selected.keys.keys() : [])
  const seen = new Set<number>()
  const isDone = (): boolean => (selected.kind === 'keys' ? missing.size === 0 : found.size >= limit)

  /** Answers whether there can be rows behind this window. */
  const look = async (offset: number): Promise<boolean> => {
    seen.add(offset)
    const { rows } = await fetchRows(query, columns, offset, signal)
    rows.forEach((row, step) => {
      if (!isIn(selected, row.key)) return
      missing.delete(row.key)
      found.set(offset + step, row)
    })
    onProgress(Math.min(found.size, limit))
    return rows.length === rowsPerRequest
  }

  // Where they were last seen, they most probably still are.
  for (const offset of windowsOf(selected, rowsPerRequest)) {
    await look(offset)
    if (found.size >= limit) break
  }
  let isMore = true
  for (let offset = 0; isMore && !isDone() && found.size < limit; offset += rowsPerRequest) {
    if (!seen.has(offset)) isMore = await look(offset)
  }
  return [...found]
    .toSorted(([one], [other]) => one - other)
    .slice(0, limit)
    .map(([, row]) => row)
}
