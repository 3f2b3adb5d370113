import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { type ItemQuery, itemQuerySchema, type ItemRow } from '../../../shared/model/item.ts'
import { call } from '../../api/client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { createRowBlocks, type RowBlocks, type RowsSnapshot } from './row-blocks.ts'

export interface ItemRows {
  readonly rows: RowBlocks<ItemRow>
  readonly snapshot: RowsSnapshot
  /** The query that `rows` answer: the one before, until the first rows of the new one are there. */
  readonly query: ItemQuery
  readonly isPending: boolean
}

interface Listing {
  readonly query: ItemQuery
  readonly rows: RowBlocks<ItemRow>
}

const hasAnswered = ({ total, failure }: RowsSnapshot): boolean => total !== null || failure !== null

/**
 * The rows of a query, by block. While a new query has no answer yet, the rows of the one before stay on
 * the screen, so that nothing flickers at every letter of a search.
 */
export function useItemRows(query: ItemQuery): ItemRows {
  // A query is a value: one that says the same is the same list.
  const text = JSON.stringify(query)
  const wanted = useMemo((): Listing => {
    const asked = itemQuerySchema.parse(JSON.parse(text))
    const load = (offset: number, limit: number) =>
      call((client) => client.items.list({ query: asked, columns: [], offset, limit }))
    return { query: asked, rows: createRowBlocks<ItemRow>({ load }) }
  }, [text])
  const [shown, setShown] = useState(wanted)

  useEffect(() => {
    const showOnceAnswered = (): void => {
      if (hasAnswered(wanted.rows.snapshot())) setShown(wanted)
    }
    wanted.rows.show(0, 0)
    showOnceAnswered()
    return wanted.rows.subscribe(showOnceAnswered)
  }, [wanted])

  useRefreshes(wanted.rows)
  const snapshot = useSyncExternalStore(shown.rows.subscribe, shown.rows.snapshot)
  return { ...shown, snapshot, isPending: shown !== wanted || !hasAnswered(snapshot) }
}

/** Refreshes the rows whenever the list's queries are invalidated: by main's events, by a saved contact. */
function useRefreshes(rows: RowBlocks<ItemRow>): void {
  // The query holds nothing but the moment of the latest invalidation; the rows themselves are too many.
  const { data: invalidatedAt } = useQuery({
    queryKey: queryKeys.itemLists,
    queryFn: () => Promise.resolve(performance.now()),
  })
  const seen = useRef(invalidatedAt)
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== invalidatedAt) rows.refresh()
    seen.current = invalidatedAt
  }, [rows, invalidatedAt])
}
