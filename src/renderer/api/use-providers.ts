import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
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
    queryFn: () => call((client) => client.providers.getClient({ providerId })),
  })

/** Whether client credentials are set for a provider; they themselves never come back. */
export const useClientCredentials = (providerId: ProviderId) => useQuery(clientQuery(providerId))

export interface ClientCredentials {
  readonly providerId: ProviderId
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
}

export function useSetClientCredentials() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (credentials: ClientCredentials) => call((client) => client.providers.setClient(credentials)),
    // The secret must not outlive the form in the mutation cache.
    gcTime: 0,
    onSuccess: (_nothing, { providerId }) =>
      queries.invalidateQueries({ queryKey: queryKeys.client(providerId) }),
  })
}
