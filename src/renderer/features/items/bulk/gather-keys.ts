import type { ItemKey } from '../../../../shared/model/item.ts'
import { fetchKeys } from '../fetch-rows.ts'
import type { BulkSelection } from './use-bulk-edit.ts'

const windowLength = 1_000

/**
 * The keys of what is selected, each once. `onProgress` is told how many were found so far. Throws the reason of
 * `signal`, or what `call` throws.
 */
export async function gatherKeys(
  { selected, query }: BulkSelection,
  signal: AbortSignal,
  onProgress: (found: number) => void,
): Promise<readonly ItemKey[]> {
  if (selected.kind === 'keys') return [...selected.keys.keys()]
  // While they are gathered a load may move rows from one window into the next.
  const found = new Set<ItemKey>()
  for (let offset = 0; ; offset += windowLength) {
    const keys = await fetchKeys(query, offset, offset + windowLength - 1, signal)
    for (const [key] of keys) if (!selected.except.has(key)) found.add(key)
    onProgress(found.size)
    if (keys.length < windowLength) return [...found]
  }
}
