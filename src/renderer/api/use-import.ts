import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AccountId } from '../../shared/model/account.ts'
import type { ImportOptions } from '../../shared/model/import.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

const importQuery = () =>
  queryOptions({
    queryKey: queryKeys.import,
    queryFn: () => call((client) => client.imports.get({})),
    staleTime: 0,
  })

/** The file that is imported, or was the last one; null where none was chosen. */
export const useImport = () => useQuery(importQuery())

/** What can be done with it; what came of it is in {@link useImport}. */
export function useImportSteps() {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: queryKeys.import })
  const choose = useMutation({
    mutationFn: (accountId: AccountId) => call((client) => client.imports.choose({ accountId })),
    onSettled: refresh,
  })
  const check = useMutation({
    mutationFn: (options: ImportOptions) => call((client) => client.imports.check(options)),
    onSettled: refresh,
  })
  const start = useMutation({
    mutationFn: () => call((client) => client.imports.start({})),
    onSettled: refresh,
  })
  const stop = useMutation({
    mutationFn: () => call((client) => client.imports.stop({})),
    onSettled: refresh,
  })
  const saveSkipped = useMutation({
    mutationFn: (input: { words: Record<string, string>; title: string }) =>
      call((client) => client.imports.saveSkipped(input)),
  })
  const undo = useMutation({
    mutationFn: (deletesSent: boolean) => call((client) => client.imports.undo({ deletesSent })),
    onSettled: () => Promise.all([refresh(), queries.invalidateQueries({ queryKey: queryKeys.outbox })]),
  })
  return { choose, check, start, stop, saveSkipped, undo }
}
export type ImportSteps = ReturnType<typeof useImportSteps>
