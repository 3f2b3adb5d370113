import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { ItemKey } from '../../shared/model/item.ts'
import { plainQuery } from '../../shared/plain-query.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'
import { settledOrLate } from './settled-or-late.ts'

export const itemCountsQuery = () =>
  queryOptions({ queryKey: queryKeys.itemCounts, queryFn: () => call((client) => client.items.counts({})) })

/** How many rows of each type each account has here: counted, never estimated. */
export const useItemCounts = () => useQuery(itemCountsQuery())

/** The whole item with its raw record. */
export const itemQuery = (key: ItemKey) =>
  queryOptions({ queryKey: queryKeys.item(key), queryFn: () => call((client) => client.items.get({ key })) })

/**
 * Asks for an item that is about to be shown. What it answers comes when the item is here, or after a moment: a pane that is
 * drawn then is drawn once, and not first without what it shows. Whoever shows the item hears of a failure.
 */
export function useAskItemEarly(): (key: ItemKey) => Promise<void> {
  const queries = useQueryClient()
  return useCallback(
    (key) => settledOrLate(queries.query({ ...itemQuery(key), staleTime: 'static' })),
    [queries],
  )
}

/** How many items stand in this one: counted, never estimated. */
export const insideCountQuery = (key: ItemKey) =>
  queryOptions({
    queryKey: queryKeys.insideCount(key),
    queryFn: async () => {
      const query = plainQuery({ parentKey: key })
      const { total } = await call((client) => client.items.list({ query, columns: [], offset: 0, limit: 1 }))
      return total
    },
  })

/** So many of what stands in an item are shown beside it; the list has all. */
const insideAtOnce = 50

/** The first items that stand in this one, and how many there are. */
export const insideQuery = (key: ItemKey) =>
  queryOptions({
    queryKey: queryKeys.inside(key),
    queryFn: () => {
      const query = plainQuery({ parentKey: key })
      return call((client) => client.items.list({ query, columns: [], offset: 0, limit: insideAtOnce }))
    },
  })

/** What lies inside an item, as Markdown; asked for anew whenever it is looked at. */
export const contentQuery = (key: ItemKey) =>
  queryOptions({
    queryKey: queryKeys.content(key),
    queryFn: () => call((client) => client.items.content({ key })),
    staleTime: 0,
  })

/** Opens the record's own page in the user's browser. */
export const useOpenItemPage = () =>
  useMutation({ mutationFn: (key: ItemKey) => call((client) => client.app.openItemPage({ key })) })
