import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** Whether the computer starts the app at login; the system may have been told otherwise meanwhile. */
export const useLoginStart = () =>
  useQuery({
    queryKey: queryKeys.loginStart,
    queryFn: () => call((client) => client.loginStart.get({})),
    staleTime: 0,
  })

export function useSetLoginStart() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (isOn: boolean) => call((client) => client.loginStart.set({ isOn })),
    onSuccess: (status) => {
      queries.setQueryData(queryKeys.loginStart, status)
    },
  })
}
