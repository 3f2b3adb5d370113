import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AccountId } from '../../shared/model/account.ts'
import type { ProviderId } from '../../shared/model/provider.ts'
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

/** Connects with a token that the user made at the provider. */
export function useConnectWithToken() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (request: { providerId: ProviderId; accountId: AccountId | null; token: string }) =>
      call((client) => client.accounts.connectWithToken(request)),
    // The token must not outlive the form in the mutation cache.
    gcTime: 0,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: queryKeys.accounts })
      await queries.invalidateQueries({ queryKey: queryKeys.history })
      await queries.invalidateQueries({ queryKey: queryKeys.syncStatus })
    },
  })
}

export interface Disconnection {
  readonly accountId: AccountId
  /** Whether what was loaded stays on this computer. */
  readonly data: 'keep' | 'wipe'
  /** Whether the provider is told. */
  readonly revokes: boolean
}

/** Forgets the grant; answers what became of it at the provider. */
export function useDisconnectAccount() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (disconnection: Disconnection) => call((client) => client.accounts.disconnect(disconnection)),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.workspace }),
  })
}

/** What happened to an account, or with null to all of the workspace, newest first. */
export const useAccountHistory = (accountId: AccountId | null) =>
  useQuery({
    queryKey: queryKeys.historyOf(accountId),
    queryFn: () => call((client) => client.accounts.history({ accountId })),
    staleTime: 0,
  })
