import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AccountId } from '../../shared/model/account.ts'
import type { FeedName } from '../../shared/model/feed.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import type { LoadChoice } from '../../shared/model/load-choice.ts'
import { told } from '../copy/told.ts'
import { notify } from '../ui/notify.ts'
import { announceFailure } from './announced-failure.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

export const syncStatusQuery = () =>
  queryOptions({ queryKey: queryKeys.syncStatus, queryFn: () => call((client) => client.sync.getStatus({})) })

/** How loading stands, one entry an account; kept fresh by main's `syncChanged` events. */
export const useSyncStatus = () => useQuery(syncStatusQuery())

export interface LoadRequest {
  readonly accountId: AccountId
  /** Only this feed; left out, it is everything that is wanted of the account. */
  readonly feed?: FeedName
  /** See the contract's `sync.start`; left out, it is `now`. */
  readonly how?: 'now' | 'compare' | 'again'
}

/** Starts a load in the background; what becomes of it comes as events. */
export const useStartSync = () =>
  useMutation({
    mutationFn: ({ accountId, feed, how }: LoadRequest) =>
      call((client) => client.sync.start({ accountId, feed: feed ?? null, how: how ?? 'now' })),
    onError: announceFailure,
  })

export const useCancelSync = () =>
  useMutation({
    mutationFn: (accountId: AccountId) => call((client) => client.sync.cancel({ accountId })),
    onError: announceFailure,
  })

/** Keeps an account from loading until it is resumed, and the other way round. */
export function useSetPaused() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ accountId, isPaused }: { accountId: AccountId; isPaused: boolean }) =>
      call((client) => (isPaused ? client.sync.pause({ accountId }) : client.sync.resume({ accountId }))),
    onError: announceFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: queryKeys.syncStatus }),
  })
}

/** What the user wants of an account, and what there is to choose from. */
export const useLoadChoice = (accountId: AccountId, isWanted = true) =>
  useQuery({
    queryKey: queryKeys.loadChoice(accountId),
    queryFn: () => call((client) => client.sync.getChoice({ accountId })),
    staleTime: 0,
    enabled: isWanted,
  })

export function useSetLoadChoice() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (request: { accountId: AccountId; choice: LoadChoice }) =>
      call((client) => client.sync.setChoice(request)),
    onSuccess: (_nothing, { accountId }) => {
      notify({ tone: 'success', title: told('notices:saved.choice') })
      return Promise.all([
        queries.invalidateQueries({ queryKey: queryKeys.loadChoice(accountId) }),
        queries.invalidateQueries({ queryKey: queryKeys.syncStatus }),
        queries.invalidateQueries({ queryKey: queryKeys.items }),
      ])
    },
  })
}

/** Loads what lies in an item, now and from now on. */
export function useLoadInside() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (key: ItemKey) => call((client) => client.sync.loadInside({ key })),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.items }),
  })
}

/** Runs that are over, of one account or with null of all, newest first. */
export const useRuns = (accountId: AccountId | null) =>
  useQuery({
    queryKey: queryKeys.runsOf(accountId),
    queryFn: () => call((client) => client.sync.history({ accountId })),
    staleTime: 0,
  })
