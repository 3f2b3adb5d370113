import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ItemKey, ItemQuery, ItemRow } from '../../../shared/model/item.ts'
import { announceFailure } from '../../api/announced-failure.ts'
import { ApiFailure } from '../../api/client.ts'
import { fetchKeys } from './fetch-rows.ts'
import type { RowBlocks } from './row-blocks.ts'
import {
  countOf,
  everythingSelected,
  isIn,
  nothingSelected,
  type PlacedKey,
  type Selected,
  withKeys,
  withoutKey,
} from './selection.ts'

/** What is done to the selected rows needs to know of them. */
export type SelectionDescription =
  | { readonly kind: 'keys'; readonly keys: readonly ItemKey[] }
  | { readonly kind: 'all'; readonly query: ItemQuery; readonly except: readonly ItemKey[] }

export interface RowSelection {
  readonly selected: Selected
  readonly isSelected: (key: ItemKey) => boolean
  /** Counted, never estimated, as long as the list has a true total. */
  readonly count: number
  readonly describe: () => SelectionDescription
  /** Ranges begin at this row. */
  readonly startAt: (index: number) => void
  /** Selects a row, or lets go of it; ranges begin there. */
  readonly toggle: (index: number) => void
  /** Selects from the row where the last range began (`from`, where there was none) to this one. */
  readonly extendTo: (index: number, from: number) => void
  /** The rows that are loaded; all that match where those were selected already. */
  readonly selectMore: () => void
  readonly selectAll: () => void
  readonly clear: () => void
}

interface SelectionOptions {
  readonly query: ItemQuery
  readonly kept: readonly ItemKey[]
  readonly rows: RowBlocks<ItemRow>
  readonly total: number
}

interface Anchor {
  readonly key: ItemKey
  readonly index: number
  /** What was selected before the range. */
  readonly before: Selected
}

/** The rows that somebody picked out. Another order of the same rows keeps them; other rows let go of them. */
export function useSelection({ query, kept, rows, total }: SelectionOptions): RowSelection {
  const [selected, setSelected] = useState(nothingSelected)
  const anchor = useRef<Anchor | null>(null)
  const asking = useRef(new AbortController())
  const membership = JSON.stringify({ ...query, sort: [], kept: [] })
  const order = JSON.stringify(query.sort)
  const [known, setKnown] = useState({ membership, order })
  if (known.membership !== membership || known.order !== order) {
    setKnown({ membership, order })
    setSelected(known.membership === membership ? withoutPlaces : nothingSelected)
  }
  useEffect(() => {
    anchor.current = null
    return () => {
      asking.current.abort()
    }
  }, [membership, order])

  const keyAt = useCallback((index: number) => rows.rowAt(index)?.key ?? null, [rows])
  const change = useCallback((next: Selected) => {
    // What is still being asked for belongs to a selection that is no more.
    asking.current.abort()
    setSelected(next)
  }, [])

  const toggle = (index: number): void => {
    const key = keyAt(index)
    if (key === null) return
    const next = isIn(selected, key) ? withoutKey(selected, key) : withKeys(selected, [[key, index]])
    anchor.current = { key, index, before: next }
    change(next)
  }

  const extendTo = (index: number, from: number): void => {
    const begun = anchor.current ?? anchorAt(from, keyAt(from), selected)
    if (begun === null) return
    anchor.current = begun
    const start = rows.indexOf(({ key }) => key === begun.key) ?? begun.index
    const [first, last] = [Math.min(start, index), Math.max(start, index)]
    const here = placedKeys(rows, first, last)
    if (here !== null) {
      change(withKeys(begun.before, here))
      return
    }
    asking.current.abort()
    asking.current = new AbortController()
    const { signal } = asking.current
    fetchKeys({ ...query, kept: [...kept] }, first, last, signal).then(
      (keys) => {
        setSelected(withKeys(begun.before, keys))
      },
      (failure: unknown) => {
        if (!signal.aborted && failure instanceof ApiFailure) announceFailure(failure)
      },
    )
  }

  const selectMore = (): void => {
    const here = rows.loaded().map(([index, { key }]): PlacedKey => [key, index])
    const isAllHere = here.every(([key]) => isIn(selected, key))
    change(isAllHere ? everythingSelected : withKeys(nothingSelected, here))
  }

  return {
    selected,
    startAt(index) {
      anchor.current = anchorAt(index, keyAt(index), selected)
    },
    isSelected: useCallback((key) => isIn(selected, key), [selected]),
    count: countOf(selected, total),
    describe: useMemo(
      () => (): SelectionDescription =>
        selected.kind === 'keys'
          ? { kind: 'keys', keys: [...selected.keys.keys()] }
          : { kind: 'all', query, except: [...selected.except] },
      [selected, query],
    ),
    toggle,
    extendTo,
    selectMore,
    selectAll: () => {
      change(everythingSelected)
    },
    clear: () => {
      anchor.current = null
      change(nothingSelected)
    },
  }
}

/** In another order the rows stand elsewhere. */
const withoutPlaces = (selected: Selected): Selected =>
  selected.kind === 'all'
    ? selected
    : { kind: 'keys', keys: new Map([...selected.keys.keys()].map((key) => [key, null])) }

const anchorAt = (index: number, key: ItemKey | null, before: Selected): Anchor | null =>
  key === null ? null : { key, index, before }

/** The rows of a range; null where not all of them are here. */
function placedKeys(rows: RowBlocks<ItemRow>, first: number, last: number): readonly PlacedKey[] | null {
  const found: PlacedKey[] = []
  for (let index = first; index <= last; index += 1) {
    const row = rows.rowAt(index)
    if (row === null) return null
    found.push([row.key, index])
  }
  return found
}
