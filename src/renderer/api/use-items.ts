import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import type { ItemKey, ItemQuery } from '../../shared/model/item.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** One window of the list: rows `offset` to `offset + limit` and how many rows there are in all. */
export const itemListQuery = (query: ItemQuery, offset: number, limit: number) =>
  queryOptions({
    queryKey: queryKeys.itemList(query, offset, limit),
    queryFn: () => call((client) => client.items.list({ query, offset, limit })),
  })

export const itemCountsQuery = () =>
  queryOptions({ queryKey: queryKeys.itemCounts, queryFn: () => call((client) => client.items.counts({})) })

/** How many rows of each type each account has here: counted, never estimated. */
export const useItemCounts = () => useQuery(itemCountsQuery())

/** The whole item with its raw record. */
export const itemQuery = (key: ItemKey) =>
  queryOptions({ queryKey: queryKeys.item(key), queryFn: () => call((client) => client.items.get({ key })) })

/** Opens the record's own page in the user's browser. */
export const useOpenItemPage = () =>
  useMutation({ mutationFn: (key: ItemKey) => call((client) => client.app.openItemPage({ key })) })
