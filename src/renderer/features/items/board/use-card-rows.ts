import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { type ItemQuery, itemQuerySchema, type ItemRow } from '../../../../shared/model/item.ts'
import type { FieldId } from '../../../../shared/model/list-field.ts'
import { call } from '../../../api/client.ts'
import { queryKeys } from '../../../api/query-keys.ts'
import { createRowBlocks, type RowBlocks, type RowsSnapshot } from '../row-blocks.ts'

/** Between two questions for a list that is still being put together. */
const askAgainMs = 150
const rowsPerBlock = 50

interface CardRows {
  readonly rows: RowBlocks<ItemRow>
  readonly snapshot: RowsSnapshot
}

function cardListing(query: ItemQuery, columns: FieldId[]) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const load = async (offset: number, limit: number) => {
    const page = await call((client) => client.items.list({ query, columns, offset, limit }))
    if (page.progress === null) return page
    clearTimeout(timer)
    timer = setTimeout(rows.refresh, askAgainMs)
    // So far; there may be more.
    return { ...page, isMore: true }
  }
  const rows = createRowBlocks<ItemRow>({ load, rowsPerBlock, capacity: 20 })
  const stop = (): void => {
    clearTimeout(timer)
  }
  return { rows, stop }
}

/** The rows of one column of a board, by block. They stay while newer ones are asked for. */
export function useCardRows(query: ItemQuery, cells: readonly FieldId[]): CardRows {
  // A query is a value: one that says the same is the same list.
  const text = JSON.stringify({ query, cells })
  const listing = useMemo(
    () => cardListing(itemQuerySchema.parse(query), [...cells]),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the text says all of the query and the cells
    [text],
  )
  useEffect(() => listing.stop, [listing])
  // Cards stay until the first ones of another query are there.
  const [shown, setShown] = useState(listing)
  useEffect(() => {
    const showOnceAnswered = (): void => {
      const { total, failure } = listing.rows.snapshot()
      if (total !== null || failure !== null) setShown(listing)
    }
    listing.rows.show(0, 0)
    showOnceAnswered()
    return listing.rows.subscribe(showOnceAnswered)
  }, [listing])

  const { data: invalidatedAt } = useQuery({
    queryKey: queryKeys.itemLists,
    queryFn: () => Promise.resolve(performance.now()),
  })
  const seen = useRef(invalidatedAt)
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== invalidatedAt) listing.rows.refresh()
    seen.current = invalidatedAt
  }, [listing, invalidatedAt])

  const snapshot = useSyncExternalStore(shown.rows.subscribe, shown.rows.snapshot)
  return { rows: shown.rows, snapshot }
}
