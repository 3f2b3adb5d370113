import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SignInPlace, SignInRequest } from '../../shared/model/sign-in.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

const signInQuery = () =>
  queryOptions({ queryKey: queryKeys.signIn, queryFn: () => call((client) => client.signIn.get({})) })

/** The sign-in under way, or null; kept fresh by main's `signInChanged` events. */
export const useSignInStatus = () => useQuery({ ...signInQuery(), staleTime: 0 })

/** Signs in and waits for the person, five minutes at each place. Main starts the first load by itself. */
export function useStartSignIn() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (request: SignInRequest) => call((client) => client.signIn.start(request)),
    onSettled: async (_account, _error, { providerId }) => {
      // What was asked for is proposed the next time.
      await queries.invalidateQueries({ queryKey: queryKeys.client(providerId) })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: queryKeys.accounts })
      await queries.invalidateQueries({ queryKey: queryKeys.history })
      await queries.invalidateQueries({ queryKey: queryKeys.syncStatus })
    },
  })
}

/** Ends the sign-in that waits, if one does; its call then answers `sign-in-cancelled`. */
export const useCancelSignIn = () =>
  useMutation({ mutationFn: () => call((client) => client.signIn.cancel({})) })

/** Goes on at the other place, without going through the choices again. */
export const useSwitchPlace = () =>
  useMutation({ mutationFn: (place: SignInPlace) => call((client) => client.signIn.switchTo({ place })) })

export const useOpenAgain = () =>
  useMutation({ mutationFn: () => call((client) => client.signIn.openAgain({})) })

/** Main writes the link to the clipboard: it carries the attempt's state and never passes through the page. */
export const useCopyLink = () =>
  useMutation({ mutationFn: () => call((client) => client.signIn.copyLink({})) })

export const usePasteAddress = () =>
  useMutation({
    mutationFn: (address: string) => call((client) => client.signIn.paste({ address })),
    // The address carries the one-time code and must not outlive its field.
    gcTime: 0,
  })
