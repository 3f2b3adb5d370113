import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import type { UpdateState } from '../../shared/model/updates.ts'
import { announceFailure } from './announced-failure.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** How it stands with newer versions; kept fresh by main's `updatesChanged` events. */
export const useUpdates = () =>
  useQuery({
    queryKey: queryKeys.updates,
    queryFn: () => call((client) => client.updates.get({})),
    staleTime: 0,
  })

/** What changes it; each answers how it stands then. */
function useStep<Input>(
  step: (input: Input) => Promise<UpdateState>,
): UseMutationResult<UpdateState, Error, Input> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: step,
    onError: (error: Error) => {
      announceFailure(error)
    },
    onSuccess: (state) => {
      queries.setQueryData(queryKeys.updates, state)
    },
  })
}

export const useCheckForUpdate = () => useStep((_nothing: null) => call((client) => client.updates.check({})))

export const useDownloadUpdate = () =>
  useStep((_nothing: null) => call((client) => client.updates.download({})))

export const usePlanUpdate = () =>
  useStep((plan: 'on-quit' | 'later') => call((client) => client.updates.plan({ plan })))

export const useRestartToUpdate = () =>
  useMutation({ mutationFn: () => call((client) => client.updates.restart({})), onError: announceFailure })

export const useOpenUpdatePage = () =>
  useMutation({ mutationFn: () => call((client) => client.updates.openPage({})), onError: announceFailure })
