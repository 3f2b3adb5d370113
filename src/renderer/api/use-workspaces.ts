import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Workspace, WorkspaceId, WorkspaceNames } from '../../shared/model/workspace.ts'
import { told } from '../copy/told.ts'
import { notify } from '../ui/notify.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'
import { appStateQuery } from './use-app-state.ts'

/** Nothing of the workspace that was open may stay on the screen of the next one. */
async function switchTo(queries: QueryClient): Promise<void> {
  queries.removeQueries({ queryKey: queryKeys.workspace })
  await queries.query({ ...appStateQuery(), staleTime: 0 })
}

/** Creates a workspace and opens it. */
export function useCreateWorkspace() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (names: WorkspaceNames) => call((client) => client.workspaces.create(names)),
    onSuccess: () => switchTo(queries),
  })
}

export function useOpenWorkspace() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: WorkspaceId) => call((client) => client.workspaces.open({ id })),
    onSuccess: () => switchTo(queries),
  })
}

/** Opens the workspace of made-up data, creating it the first time. */
export function useOpenSample() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call((client) => client.workspaces.openSample({})),
    onSuccess: () => switchTo(queries),
  })
}

/** Removes a workspace for good; if it was open, none is. */
export function useRemoveWorkspace() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, typedName }: { id: WorkspaceId; typedName: string }) =>
      call((client) => client.workspaces.remove({ id, typedName })),
    onSuccess: () => {
      notify({ tone: 'success', title: told('notices:removed.workspace') })
      return switchTo(queries)
    },
  })
}

export function useRenameWorkspace() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, names }: { id: WorkspaceId; names: WorkspaceNames }): Promise<Workspace> =>
      call((client) => client.workspaces.rename({ id, names })),
    onSuccess: () => {
      notify({ tone: 'success', title: told('notices:saved.names') })
      return queries.invalidateQueries({ queryKey: queryKeys.appState })
    },
  })
}
