import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from './client.ts'
import { type ListScope, queryKeys } from './query-keys.ts'

/** What a list of these items can show, sort by and filter by. */
export const listFieldsQuery = ({ type, accountId, parentKey }: ListScope) =>
  queryOptions({
    queryKey: queryKeys.listFieldsOf({ type, accountId, parentKey }),
    queryFn: () => call((client) => client.items.fields({ type, accountId, parentKey })),
  })

export const useListFields = (list: ListScope) => useQuery(listFieldsQuery(list))
