import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ProviderId } from '../../shared/model/provider.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

export function useRemoveClient() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (providerId: ProviderId) => call((client) => client.clients.remove({ providerId })),
    onSuccess: (_nothing, providerId) =>
      queries.invalidateQueries({ queryKey: queryKeys.client(providerId) }),
  })
}

/** Asks the provider whether it knows the app that is set. */
export const useTestClient = () =>
  useMutation({
    mutationFn: (providerId: ProviderId) => call((client) => client.clients.test({ providerId })),
  })

/** Lets the user choose a `.env`; answers null when none was chosen. */
export const useChooseEnvFile = () =>
  useMutation({ mutationFn: () => call((client) => client.clients.chooseEnvFile({})) })

/** Takes what the chosen file holds. */
export function useImportEnv() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (bareFor: ProviderId | null) => call((client) => client.clients.importEnv({ bareFor })),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.clients }),
  })
}
