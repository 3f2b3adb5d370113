import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import type { LocalApiStatus } from '../../shared/model/local-api.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** How the local API stands. */
export const useLocalApi = () =>
  useQuery({
    queryKey: queryKeys.localApi,
    queryFn: () => call((client) => client.localApi.get({})),
    staleTime: 0,
  })

export type LocalApiChange<Input> = UseMutationResult<LocalApiStatus, Error, Input>

/** What changes it; each answers how it stands then. */
function useChange<Input>(change: (input: Input) => Promise<LocalApiStatus>): LocalApiChange<Input> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (status) => {
      queries.setQueryData(queryKeys.localApi, status)
    },
  })
}

export const useSetLocalApi = () =>
  useChange((chosen: Pick<LocalApiStatus, 'isOn' | 'port'>) => call((client) => client.localApi.set(chosen)))

/** The token goes from main into the clipboard; the page never has it. */
export const useCreateLocalApiToken = () =>
  useChange((_nothing: null) => call((client) => client.localApi.createToken({})))

export const useRevokeLocalApiToken = () =>
  useChange((_nothing: null) => call((client) => client.localApi.revokeToken({})))
