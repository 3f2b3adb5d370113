import { type QueryClient, useQueries, useQuery } from '@tanstack/react-query'
import type { Item, ItemKey } from '../../shared/model/item.ts'
import { queryKeys } from './query-keys.ts'
import { arrangementQuery, putArrangement } from './use-arrangement.ts'
import { itemQuery } from './use-items.ts'

const most = 50

/** Notes that a record was opened or edited: each once, the latest first. Throws what {@link putArrangement} throws. */
export async function keepRecent(queries: QueryClient, key: ItemKey): Promise<void> {
  const kept = await queries.query({ ...arrangementQuery('recents'), staleTime: 'static' })
  const others = (kept?.recents ?? []).filter((one) => one.key !== key)
  const recents = [{ key, atMs: Date.now() }, ...others].slice(0, most)
  const arrangement = { kind: 'recents', recents } as const
  queries.setQueryData(queryKeys.arrangement('recents'), arrangement)
  await putArrangement(arrangement)
}

/** The keys of records that were opened, the latest first. */
export const useRecentKeys = (): readonly ItemKey[] =>
  useQuery(arrangementQuery('recents')).data?.recents.map(({ key }) => key) ?? []

/** Records that were opened and are still here, the latest first, `count` of them at most. */
export function useRecentItems(count: number): readonly Item[] {
  const keys = useRecentKeys().slice(0, count)
  return useQueries({ queries: keys.map((key) => itemQuery(key)) }).flatMap(({ data }) =>
    data === undefined ? [] : [data.item],
  )
}
