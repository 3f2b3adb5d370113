import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AccountId } from '../../shared/model/account.ts'
import type { SignInRequest } from '../../shared/model/sign-in.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

export const accountsQuery = () =>
  queryOptions({ queryKey: queryKeys.accounts, queryFn: () => call((client) => client.accounts.list({})) })

/** The connected accounts of the open workspace. */
export const useAccounts = () => useQuery(accountsQuery())

/** Whether the open workspace surely has no account. Where main cannot tell, the screens say why. */
export const hasNoAccount = (queries: QueryClient): Promise<boolean> =>
  queries.query(accountsQuery()).then(
    (accounts) => accounts.length === 0,
    () => false,
  )

/** Signs in and waits for the person, five minutes at most. Main starts the first load by itself. */
export function useConnectAccount() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (request: SignInRequest) => call((client) => client.signIn.start(request)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: queryKeys.accounts })
      await queries.invalidateQueries({ queryKey: queryKeys.syncStatus })
    },
  })
}

/** Ends the sign-in that waits, if one does; its call then answers `sign-in-cancelled`. */
export const useCancelConnect = () =>
  useMutation({ mutationFn: () => call((client) => client.signIn.cancel({})) })

export function useDisconnectAccount() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (accountId: AccountId) =>
      call((client) => client.accounts.disconnect({ accountId, data: 'wipe', revokes: false })),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.workspace }),
  })
}
