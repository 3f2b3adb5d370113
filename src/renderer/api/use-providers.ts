import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ClientChange } from '../../shared/model/client-settings.ts'
import type { ProviderId } from '../../shared/model/provider.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

export const providersQuery = () =>
  queryOptions({ queryKey: queryKeys.providers, queryFn: () => call((client) => client.providers.list({})) })

/** Every service that this build can connect to, by the registry's order. */
export const useProviders = () => useQuery(providersQuery())

export const clientQuery = (providerId: ProviderId) =>
  queryOptions({
    queryKey: queryKeys.client(providerId),
    queryFn: () => call((client) => client.clients.get({ providerId })),
  })

/** What is set of the user's own OAuth app; its secret never comes back. */
export const useClientSettings = (providerId: ProviderId) => useQuery(clientQuery(providerId))

export function useSetClient() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: ClientChange) => call((client) => client.clients.set(change)),
    // The secret must not outlive the form in the mutation cache.
    gcTime: 0,
    onSuccess: (_nothing, { providerId }) =>
      queries.invalidateQueries({ queryKey: queryKeys.client(providerId) }),
  })
}
