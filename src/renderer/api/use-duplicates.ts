import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AccountId } from '../../shared/model/account.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** Between two questions while they are being looked for: the store works for as long again at each. */
const askAgainMs = 30
/** And while rows change all the time, where there is nothing to go on with before the store looks anew. */
const lookAgainMs = 1_000

/** Groups of contacts that are likely the same, asked for again until all were looked for. With `limit` 0 their numbers. */
export const useDuplicates = (accountId: AccountId | null, offset: number, limit: number) =>
  useQuery({
    queryKey: queryKeys.duplicatesAt(accountId, offset, limit),
    queryFn: () => call((client) => client.duplicates.find({ accountId, offset, limit })),
    // Asking no more ends the search.
    refetchInterval: ({ state: { data } }) => {
      if (data?.progress == null) return false
      return data.total !== null && data.progress.of === 0 ? lookAgainMs : askAgainMs
    },
    placeholderData: keepPreviousData,
  })

/** Further members of a group. */
export const useMoreMembers = () =>
  useMutation({
    mutationFn: (wanted: {
      readonly accountId: AccountId | null
      readonly state: string
      readonly offset: number
      readonly limit: number
    }) => call((client) => client.duplicates.members(wanted)),
  })

export const useToldApart = (limit: number) =>
  useQuery({
    queryKey: queryKeys.toldApart(limit),
    queryFn: () => call((client) => client.duplicates.toldApart({ offset: 0, limit })),
    placeholderData: keepPreviousData,
  })

/** Both words about a group: that its members are different people, and that this is taken back. */
export function useTellApart() {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: queryKeys.duplicates })
  const tell = useMutation({
    mutationFn: (group: { readonly accountId: AccountId | null; readonly state: string }) =>
      call((client) => client.duplicates.tellApart(group)),
    onSettled,
  })
  const takeBack = useMutation({
    mutationFn: (id: string) => call((client) => client.duplicates.takeBack({ id })),
    onSettled,
  })
  return { tell, takeBack }
}
