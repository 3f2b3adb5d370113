import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ProxySetting } from '../../shared/model/network.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** How often the hosts are asked for while they are looked at. */
const hostsEveryMs = 5_000

/** How the app reaches the services, and whom it asked. */
export const useNetwork = () =>
  useQuery({
    queryKey: queryKeys.network,
    queryFn: () => call((client) => client.network.get({})),
    staleTime: 0,
    refetchInterval: hostsEveryMs,
  })

function useNetworkChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.network }),
  })
}

export const useSetProxy = () =>
  useNetworkChange((proxy: ProxySetting) => call((client) => client.network.setProxy({ proxy })))

/** The user chooses a file; answers how many were new in it, null where none was chosen. */
export const useAddAuthorities = () =>
  useNetworkChange((_nothing: undefined) => call((client) => client.network.addAuthorities({})))

export const useRemoveAuthority = () =>
  useNetworkChange((fingerprint: string) => call((client) => client.network.removeAuthority({ fingerprint })))
