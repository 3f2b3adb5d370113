import { useEffect, useState } from 'react'
import type { ItemKey } from '../../../../shared/model/item.ts'
import { type Problem, problemOf } from '../../../api/client.ts'
import { gatherKeys } from './gather-keys.ts'
import type { BulkSelection } from './use-bulk-edit.ts'

/** The keys of what is selected, once they are known. */
export type BulkKeys =
  | { readonly kind: 'gathering'; readonly found: number }
  | { readonly kind: 'here'; readonly keys: readonly ItemKey[] }
  | { readonly kind: 'failed'; readonly problem: Problem }

/** Gathers the keys of what is selected while somebody chooses what to do with it. */
export function useBulkKeys(selection: BulkSelection): BulkKeys {
  const { selected } = selection
  const [state, setState] = useState<BulkKeys>(() =>
    selected.kind === 'keys'
      ? { kind: 'here', keys: [...selected.keys.keys()] }
      : { kind: 'gathering', found: 0 },
  )
  useEffect(() => {
    if (selection.selected.kind === 'keys') return
    const asking = new AbortController()
    const { signal } = asking
    gatherKeys(selection, signal, (found) => {
      if (!signal.aborted) setState({ kind: 'gathering', found })
    }).then(
      (keys) => {
        if (!signal.aborted) setState({ kind: 'here', keys })
      },
      (thrown: unknown) => {
        if (!signal.aborted) setState({ kind: 'failed', problem: problemOf(thrown) })
      },
    )
    return () => {
      asking.abort()
    }
  }, [selection])
  return state
}
