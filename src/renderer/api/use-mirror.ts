import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AccountId } from '../../shared/model/account.ts'
import type { MirrorChange, MirrorStatus } from '../../shared/model/mirror.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** How the mirror of the open workspace stands. Answered from memory: it never waits for the server. */
export const useMirror = () =>
  useQuery({
    queryKey: queryKeys.mirror,
    queryFn: () => call((client) => client.mirror.get({})),
    staleTime: 0,
  })

/** What changes it; `statusIn` finds in the answer how it stands then. */
function useChange<Input, Output>(
  change: (input: Input) => Promise<Output>,
  statusIn: (output: Output) => MirrorStatus,
) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (output) => {
      queries.setQueryData(queryKeys.mirror, statusIn(output))
    },
    // What failed half way may have changed something all the same.
    onError: () => queries.invalidateQueries({ queryKey: queryKeys.mirror }),
  })
}

const itself = (status: MirrorStatus): MirrorStatus => status

export const useConfigureMirror = () =>
  useChange((change: MirrorChange) => call((client) => client.mirror.configure(change)), itself)

export const useCreateTeam = () =>
  useChange((passphrase: string) => call((client) => client.mirror.create({ passphrase })), itself)

export const useJoinTeam = () =>
  useChange(
    (passphrase: string) => call((client) => client.mirror.join({ passphrase })),
    ({ status }) => status,
  )

export const useRotateTeam = () =>
  useChange((passphrase: string) => call((client) => client.mirror.rotate({ passphrase })), itself)

export const useLeaveTeam = () =>
  useChange(
    (erases: boolean) => call((client) => client.mirror.leave({ erases })),
    ({ status }) => status,
  )

export const useShareAccount = () =>
  useChange(
    (choice: { readonly accountId: AccountId; readonly isShared: boolean }) =>
      call((client) => client.mirror.setAccount(choice)),
    itself,
  )

export const useSettleAccount = () =>
  useChange((accountId: AccountId) => call((client) => client.mirror.settle({ accountId })), itself)

/** Tries the server as it is filled in; null: as it is set. */
export const useTestMirror = () =>
  useMutation({
    mutationFn: (change: MirrorChange | null) => call((client) => client.mirror.test({ change })),
  })

/** The user chooses a file of certificates, which then waits in main until the server is saved. */
export const useChooseMirrorAuthorities = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call((client) => client.mirror.chooseAuthorities({})),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.mirror }),
  })
}

/** Looks for sign-ins that a predecessor left in clear. Changes nothing. */
export const useFindPlainKeys = () =>
  useMutation({ mutationFn: () => call((client) => client.mirror.findPlainKeys({})) })

export const useImportPlainKeys = () =>
  useMutation({
    mutationFn: (keys: readonly string[]) =>
      call((client) => client.mirror.importPlainKeys({ keys: [...keys] })),
  })

export const useRemovePlainKeys = () =>
  useMutation({
    mutationFn: (keys: readonly string[]) =>
      call((client) => client.mirror.removePlainKeys({ keys: [...keys] })),
  })
