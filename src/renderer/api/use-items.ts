import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import type { ItemKey } from '../../shared/model/item.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

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
