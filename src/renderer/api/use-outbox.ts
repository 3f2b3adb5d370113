import {
  type QueryClient,
  queryOptions,
  useMutation,
  type UseMutationOptions,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { ChangeId } from '../../shared/model/change-id.ts'
import type { Resolution } from '../../shared/model/change.ts'
import { announceFailure } from './announced-failure.ts'
import { type ApiFailure, call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** Asked for anew by every screen that opens: what was sent "today" also changes with the day. */
export const outboxQuery = () =>
  queryOptions({
    queryKey: queryKeys.outboxLists,
    queryFn: () => call((client) => client.outbox.get({})),
    staleTime: 0,
  })

/** What is not sent yet, and what ended today; kept fresh by main's `outboxChanged` events. */
export const useOutbox = () => useQuery(outboxQuery())

/** How much is not sent yet: for what is on every screen, while the lists may be long. */
export const useOutboxCounts = () =>
  useQuery({
    queryKey: queryKeys.outboxCounts,
    queryFn: () => call((client) => client.outbox.getCounts({})),
  })

/** The rows and forms that a change lies over are asked for again with the outbox, whatever came of it. */
const refresh = (queries: QueryClient): Promise<unknown> =>
  Promise.all([
    queries.invalidateQueries({ queryKey: queryKeys.outbox }),
    queries.invalidateQueries({ queryKey: queryKeys.items }),
    queries.invalidateQueries({ queryKey: queryKeys.contacts }),
  ])

type Options<Output, Input> = Pick<UseMutationOptions<Output, ApiFailure, Input>, 'mutationFn' | 'onError'>

function useOutboxMutation<Output, Input>(options: Options<Output, Input>) {
  const queries = useQueryClient()
  return useMutation({ ...options, onSettled: () => refresh(queries) })
}

/** Changes are not sent until they are released. */
export const useHoldChanges = () =>
  useOutboxMutation({
    mutationFn: (ids: ChangeId[]) => call((client) => client.outbox.hold({ ids })),
    onError: announceFailure,
  })

export const useReleaseChanges = () =>
  useOutboxMutation({
    mutationFn: (ids: ChangeId[]) => call((client) => client.outbox.release({ ids })),
    onError: announceFailure,
  })

/** Tries at once. */
export const useRetryChanges = () =>
  useOutboxMutation({
    mutationFn: (ids: ChangeId[]) => call((client) => client.outbox.retry({ ids })),
    onError: announceFailure,
  })

/** Takes changes back that were not sent; the caller says what came of it. */
export const useDiscardChanges = () =>
  useOutboxMutation({ mutationFn: (ids: ChangeId[]) => call((client) => client.outbox.discard({ ids })) })

export interface Choice {
  readonly id: ChangeId
  /** The state of the change that the user saw: over another one the choice is refused. */
  readonly revision: number
  readonly resolution: Resolution
}

/** Passes the user's word about a change on; the caller says where it was refused. */
export const useResolveChange = () =>
  useOutboxMutation({
    mutationFn: ({ id, revision, resolution }: Choice) =>
      call((client) => client.outbox.resolve({ id, revision, resolution })),
  })

/** Takes the newest step back, or does it again; answers what it was, null where there was nothing. */
export const useStep = (direction: 'undo' | 'redo') =>
  useOutboxMutation({
    mutationFn: (_nothing: undefined) =>
      call((client) => (direction === 'undo' ? client.outbox.undo({}) : client.outbox.redo({}))),
    onError: announceFailure,
  })
