import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { announceFailure } from './announced-failure.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'
import { appStateQuery } from './use-app-state.ts'

/** What could not be read before can be read now: everything is asked anew. */
async function askAnew(queries: QueryClient): Promise<void> {
  queries.removeQueries({ queryKey: queryKeys.workspace })
  await queries.query({ ...appStateQuery(), staleTime: 0 })
}

/** Asks the key store again. What it says then may be another reason, and the state tells it. */
export function useRetryKeyStore() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call((client) => client.protection.retry({})),
    onSettled: () => askAnew(queries),
  })
}

export function useUnlock() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (passphrase: string) => call((client) => client.protection.unlock({ passphrase })),
    onSuccess: () => askAnew(queries),
  })
}

export function useChoosePassphrase() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (passphrase: string) => call((client) => client.protection.choosePassphrase({ passphrase })),
    onSuccess: () => askAnew(queries),
  })
}

export function useChooseSessionOnly() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call((client) => client.protection.chooseSessionOnly({})),
    onSuccess: () => askAnew(queries),
  })
}

/** The page is loaded anew by that. */
export function useLock() {
  return useMutation({
    mutationFn: () => call((client) => client.protection.lock({})),
    onError: announceFailure,
  })
}

export function useChangePassphrase() {
  return useMutation({
    mutationFn: (change: { readonly current: string; readonly next: string }) =>
      call((client) => client.protection.changePassphrase(change)),
  })
}

/** The passphrase is null where the key store holds the key. */
export function useRotateKey() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (passphrase: string | null) => call((client) => client.protection.rotateKey({ passphrase })),
    onSettled: () => queries.invalidateQueries(),
  })
}
