import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ExportRequest } from '../../shared/model/export.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

export const exportsQuery = () =>
  queryOptions({
    queryKey: queryKeys.exports,
    queryFn: () => call((client) => client.exports.list({})),
    staleTime: 0,
  })

/** Files that are written or were, the latest first. */
export const useExports = () => useQuery(exportsQuery())

/** Asks for a place and begins; answers null where none was chosen. */
export function useStartExport() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (request: ExportRequest) => call((client) => client.exports.start(request)),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.exports }),
  })
}

export function useCancelExport() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call((client) => client.exports.cancel({ id })),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.exports }),
  })
}
