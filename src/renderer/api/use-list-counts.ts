import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ItemQuery } from '../../shared/model/item.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** How many items a list has. `isMore`: at least so many. */
export interface ListCount {
  readonly total: number
  readonly isMore: boolean
}

/** Between two questions for a list that is still being put together. */
const askAgainMs = 150

/** Counts a list: the answer comes once all of it was looked at. Asking no more ends it. */
const listCountQuery = (query: ItemQuery) =>
  queryOptions({
    queryKey: queryKeys.listCount(query),
    queryFn: async ({ signal }): Promise<ListCount> => {
      for (;;) {
        const { total, isMore, progress } = await call((client) =>
          client.items.list({ query, columns: [], offset: 0, limit: 1 }),
        )
        if (progress === null) return { total, isMore }
        await new Promise((resolve) => setTimeout(resolve, askAgainMs))
        signal.throwIfAborted()
      }
    },
  })

/** Null while it is being counted. */
export function useListCount(query: ItemQuery, isWanted = true): ListCount | null {
  return useQuery({ ...listCountQuery(query), enabled: isWanted }).data ?? null
}
