import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { AppState } from '../../shared/model/app-state.ts'
import type { Preferences } from '../../shared/model/preferences.ts'
import { announceFailure } from './announced-failure.ts'
import { call } from './client.ts'
import { takeEarly } from './early-state.ts'
import { queryKeys } from './query-keys.ts'

export const appStateQuery = () =>
  queryOptions({
    queryKey: queryKeys.appState,
    queryFn: () => takeEarly() ?? call((client) => client.app.getState({})),
  })

/** The state of the whole app. The router has loaded it before any screen is drawn. */
export const useAppState = (): AppState => useSuspenseQuery(appStateQuery()).data

/** A switch moves at once and moves back where the change could not be made. */
export function useSetPreferences() {
  const queries = useQueryClient()
  const { queryKey } = appStateQuery()
  const show = (changes: Partial<Preferences>): void => {
    queries.setQueryData(
      queryKey,
      (state) => state && { ...state, preferences: { ...state.preferences, ...changes } },
    )
  }
  return useMutation({
    mutationFn: (changes: Partial<Preferences>) => call((client) => client.app.setPreferences(changes)),
    onMutate: (changes) => {
      const before = queries.getQueryData(queryKey)?.preferences
      show(changes)
      return before
    },
    onError: (error, _changes, before) => {
      if (before !== undefined) show(before)
      announceFailure(error)
    },
    onSuccess: show,
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
