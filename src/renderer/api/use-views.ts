import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Column, SavedView } from '../../shared/model/arrangement.ts'
import { announceFailure } from './announced-failure.ts'
import { call } from './client.ts'
import { columnChoiceQuery, putColumnChoice } from './use-column-choice.ts'
import { queryKeys } from './query-keys.ts'

export const savedViewsQuery = () =>
  queryOptions({
    queryKey: queryKeys.savedViews,
    queryFn: async (): Promise<readonly SavedView[]> => {
      const kept = await call((client) => client.arrangements.get({ kind: 'views', scope: '' }))
      return kept?.kind === 'views' ? kept.views : []
    },
  })

/** The saved views in their order. */
export const useSavedViews = () => useQuery(savedViewsQuery())

/** The columns that were arranged for a list; null where nobody did. `scope`: its parent, else its type, else empty. */
export const useArrangedColumns = (scope: string) => useQuery(columnChoiceQuery(scope))

/** The columns of a list as they are now, whether they are kept already or not. Rejects with an `ApiFailure`. */
export function useReadColumns(): (scope: string) => Promise<readonly Column[] | null> {
  const queries = useQueryClient()
  return (scope) => queries.query({ ...columnChoiceQuery(scope), staleTime: 'static' })
}

/** Keeps the saved views, all of them; one after the other, so that the latest stays. */
export function usePutViews() {
  const queries = useQueryClient()
  return useMutation({
    scope: { id: 'views' },
    mutationFn: (views: readonly SavedView[]) =>
      call((client) =>
        client.arrangements.put({ scope: '', arrangement: { kind: 'views', views: [...views] } }),
      ),
    onMutate: async (views) => {
      await queries.cancelQueries({ queryKey: queryKeys.savedViews })
      queries.setQueryData(savedViewsQuery().queryKey, views)
    },
    onError: (failure) => {
      announceFailure(failure)
      void queries.invalidateQueries({ queryKey: queryKeys.savedViews })
    },
  })
}

/** Puts the columns of a view where the list keeps its own. */
export function usePutColumns() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ scope, columns }: { readonly scope: string; readonly columns: readonly Column[] }) =>
      putColumnChoice(scope, columns),
    onMutate: ({ scope, columns }) => {
      queries.setQueryData(columnChoiceQuery(scope).queryKey, [...columns])
    },
    onError: (failure, { scope }) => {
      announceFailure(failure)
      void queries.invalidateQueries({ queryKey: queryKeys.columns(scope) })
    },
  })
}
