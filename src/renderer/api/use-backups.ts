import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { WorkspaceNames } from '../../shared/model/workspace.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

const backupsQuery = () =>
  queryOptions({
    queryKey: queryKeys.backups,
    queryFn: () => call((client) => client.backups.get({})),
    staleTime: 0,
  })

/** The backup that is made, and the one that is brought back. */
export const useBackups = () => useQuery(backupsQuery())

/** What can be done with both; what came of it is in {@link useBackups}. */
export function useBackupSteps() {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: queryKeys.backups })
  const start = useMutation({
    mutationFn: (wanted: { passphrase: string; hasSignIns: boolean }) =>
      call((client) => client.backups.start(wanted)),
    onSettled: refresh,
  })
  const cancel = useMutation({
    mutationFn: () => call((client) => client.backups.cancel({})),
    onSettled: refresh,
  })
  const choose = useMutation({
    mutationFn: () => call((client) => client.backups.choose({})),
    onSettled: refresh,
  })
  const unlock = useMutation({
    mutationFn: (passphrase: string) => call((client) => client.backups.unlock({ passphrase })),
    onSettled: refresh,
  })
  const restore = useMutation({
    mutationFn: (names: WorkspaceNames) => call((client) => client.backups.restore(names)),
    onSettled: refresh,
  })
  const dismiss = useMutation({
    mutationFn: () => call((client) => client.backups.dismiss({})),
    onSettled: refresh,
  })
  return { start, cancel, choose, unlock, restore, dismiss }
}
