import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { ItemQuery } from '../../../shared/model/item.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { Cell } from './grid-keys.ts'

/** Where somebody was in the list. */
export interface ListPlace {
  /** Px of the list above the view. */
  readonly offset: number
  readonly cell: Cell
}

interface KeptPlace extends ListPlace {
  readonly query: ItemQuery
}

const placeKey = [...queryKeys.itemLists, 'place'] as const

/** The place at which this very list was left, so that coming back from a record does not start at the top. */
export function useListPlace(query: ItemQuery) {
  const queries = useQueryClient()
  const [initialPlace] = useState((): ListPlace | null => {
    const kept = queries.getQueryData<KeptPlace>(placeKey)
    return kept && JSON.stringify(kept.query) === JSON.stringify(query) ? kept : null
  })
  const keepPlace = useCallback(
    (place: ListPlace) => {
      queries.setQueryData(placeKey, { ...place, query })
    },
    [queries, query],
  )
  return { initialPlace, keepPlace }
}
