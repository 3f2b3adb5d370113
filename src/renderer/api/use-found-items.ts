import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AccountId } from '../../shared/model/account.ts'
import type { Item, ItemRow } from '../../shared/model/item.ts'
import { plainQuery } from '../../shared/plain-query.ts'
import type { ItemType } from '../../shared/model/item-type.ts'
import { announceFailure } from './announced-failure.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'
import { itemQuery } from './use-items.ts'

/** How soon a list that is still being put together is asked for again. */
const againMs = 60

interface FoundItems {
  readonly rows: readonly ItemRow[]
  /** The rows are those of the search before. */
  readonly isPending: boolean
}

/**
 * The best hits of a search over everything that is loaded, of one type or of all; the store is asked, whatever any
 * list shows. Hits stay until those of the next search are there. Nothing is asked for an empty search.
 */
export function useFoundItems(search: string, type: ItemType | null, limit: number): FoundItems {
  const { data, isPlaceholderData, isPending } = useQuery({
    queryKey: queryKeys.found(search, type),
    queryFn: () =>
      call((client) =>
        client.items.list({ query: plainQuery({ search, type }), columns: [], offset: 0, limit }),
      ),
    enabled: search !== '',
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.progress == null ? false : againMs),
  })
  if (search === '') return { rows: [], isPending: false }
  return { rows: data?.rows ?? [], isPending: isPending || isPlaceholderData }
}

interface AskedProvider {
  readonly accountId: AccountId
  readonly text: string
}

/** Runs a provider's own search; what it found is kept here and answered as it is kept. */
export function useProviderSearch() {
  const queries = useQueryClient()
  const search = useMutation({
    mutationFn: (asked: AskedProvider) => call((client) => client.items.searchAtProvider(asked)),
    onError: announceFailure,
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.itemLists }),
  })
  const keys = search.data?.keys ?? []
  const items: readonly Item[] = useQueries({ queries: keys.map((key) => itemQuery(key)) }).flatMap(
    ({ data }) => (data === undefined ? [] : [data.item]),
  )
  return { ...search, items }
}
