import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { AppState } from '../../shared/model/app-state.ts'
import type { Preferences } from '../../shared/model/preferences.ts'
import { announceFailure } from './announced-failure.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

export const appStateQuery = () =>
  queryOptions({ queryKey: queryKeys.appState, queryFn: () => call((client) => client.app.getState({})) })

/** The state of the whole app. The router has loaded it before any screen is drawn. */
export const useAppState = (): AppState => useSuspenseQuery(appStateQuery()).data

export function useSetPreferences() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (changes: Partial<Preferences>) => call((client) => client.app.setPreferences(changes)),
    onError: announceFailure,
    onSuccess: (preferences) => {
      queries.setQueryData(appStateQuery().queryKey, (state) => state && { ...state, preferences })
    },
  })
}

export function useDismissNotice() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call((client) => client.app.dismissNotice({ id })),
    onError: announceFailure,
    onSuccess: (_nothing, id) => {
      queries.setQueryData(
        appStateQuery().queryKey,
        (state) => state && { ...state, notices: state.notices.filter((notice) => notice.id !== id) },
      )
    },
  })
}
