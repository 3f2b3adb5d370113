import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** How much is kept on this computer, and what was set aside. */
export const useStorage = () =>
  useQuery({
    queryKey: queryKeys.storage,
    queryFn: () => call((client) => client.storage.get({})),
    staleTime: 0,
  })

/** Reads the whole file, which takes seconds to minutes; answers what is wrong with it. */
export const useCheckStorage = () =>
  useMutation({ mutationFn: () => call((client) => client.storage.check({})) })

/** Goes back to the copy from before an update. What is open then is told by the app's state. */
export const useRestoreCopy = () =>
  useMutation({ mutationFn: () => call((client) => client.storage.restoreCopy({})) })

export function useRebuildSearch() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call((client) => client.storage.rebuildSearch({})),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.items }),
  })
}
