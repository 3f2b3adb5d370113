import { useCallback, useState } from 'react'
import type { ItemKey, ItemQuery } from '../../../shared/model/item.ts'

export interface KeptRows {
  readonly kept: readonly ItemKey[]
  /** The row stays in the list from now on. */
  readonly keep: (key: ItemKey) => void
  /** Rows that do not match leave the list. */
  readonly letGo: () => void
}

/** What a query can hold; of more, those that were edited first go. */
const mostKept = 50
const none: readonly ItemKey[] = []

/** Rows that were edited in this view and stay in it until it is left, even if they do not match any more. */
export function useKeptRows(query: ItemQuery): KeptRows {
  const view = JSON.stringify({ ...query, sort: [] })
  const [{ kept, of }, setKept] = useState({ kept: none, of: view })
  if (of !== view) setKept({ kept: none, of: view })
  return {
    kept: of === view ? kept : none,
    keep: useCallback((key: ItemKey) => {
      setKept((before) => ({
        of: before.of,
        kept: [...before.kept.filter((one) => one !== key), key].slice(-mostKept),
      }))
    }, []),
    letGo: useCallback(() => {
      setKept((before) => ({ ...before, kept: none }))
    }, []),
  }
}
