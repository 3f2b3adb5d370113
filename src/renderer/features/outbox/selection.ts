import { useState } from 'react'
import type { ChangeId } from '../../../shared/model/change-id.ts'
import type { ChangeView } from '../../../shared/model/change.ts'
import type { Selecting } from './ChangeFrame.tsx'

/** What can be done with several changes at once, and which of them can take it. */
export type SelectionAction = 'hold' | 'release' | 'retry' | 'discard'

/** What is on its way cannot be called back. */
const takers: Record<SelectionAction, (change: ChangeView) => boolean> = {
  hold: ({ state }) => state === 'waiting',
  release: ({ state }) => state === 'held',
  retry: ({ state }) => state === 'waiting' || state === 'needs-you',
  discard: ({ state }) => state !== 'sending',
}

export const idsFor = (action: SelectionAction, changes: readonly ChangeView[]): ChangeId[] =>
  changes.filter(takers[action]).map(({ id }) => id)

export interface Selection {
  /** Those of the given changes that are selected: what has gone meanwhile is so no longer. */
  readonly selected: readonly ChangeView[]
  readonly selectingOf: (change: ChangeView) => Selecting
  readonly selectAll: (isSelected: boolean) => void
}

/** The selection among the changes that are shown; it follows them by their ids, whatever their order. */
export function useSelection(shown: readonly ChangeView[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<ChangeId>>(new Set())
  return {
    selected: shown.filter(({ id }) => ids.has(id)),
    selectingOf: ({ id }) => ({
      isSelected: ids.has(id),
      onSelect: (isSelected) => {
        const others = [...ids].filter((one) => one !== id)
        setIds(new Set(isSelected ? [...others, id] : others))
      },
    }),
    selectAll: (isSelected) => {
      setIds(new Set(isSelected ? shown.map(({ id }) => id) : []))
    },
  }
}
