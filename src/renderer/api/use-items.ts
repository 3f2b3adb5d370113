import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { type ItemKey, type ItemQuery, plainQuery } from '../../shared/model/item.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** Which items the fields of a list are those of. */
export type FieldScope = Pick<ItemQuery, 'type' | 'accountId' | 'parentKey'>

export const itemCountsQuery = () =>
  queryOptions({ queryKey: queryKeys.itemCounts, queryFn: () => call((client) => client.items.counts({})) })

/** How many rows of each type each account has here: counted, never estimated. */
export const useItemCounts = () => useQuery(itemCountsQuery())

/** The whole item with its raw record. */
export const itemQuery = (key: ItemKey) =>
  queryOptions({ queryKey: queryKeys.item(key), queryFn: () => call((client) => client.items.get({ key })) })

/** The fields that a list of these items can show, sort by and filter by. */
export const itemFieldsQuery = ({ type, accountId, parentKey }: FieldScope) =>
  queryOptions({
    queryKey: queryKeys.itemFields(type, accountId, parentKey),
    queryFn: () => call((client) => client.items.fields({ type, accountId, parentKey })),
    // Loading learns of new ones, which is no event of its own.
    staleTime: 0,
  })

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
