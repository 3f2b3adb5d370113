import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import type { AccountId } from '../../shared/model/account.ts'
import { announceFailure } from './announced-failure.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

export const syncStatusQuery = () =>
  queryOptions({ queryKey: queryKeys.syncStatus, queryFn: () => call((client) => client.sync.getStatus({})) })

/** How loading stands, one entry an account; kept fresh by main's `syncChanged` events. */
export const useSyncStatus = () => useQuery(syncStatusQuery())

/** Starts a load in the background; what becomes of it comes as events. */
export const useStartSync = () =>
  useMutation({
    mutationFn: (accountId: AccountId) =>
      call((client) => client.sync.start({ accountId, feed: null, how: 'now' })),
    onError: announceFailure,
  })

export const useCancelSync = () =>
  useMutation({
    mutationFn: (accountId: AccountId) => call((client) => client.sync.cancel({ accountId })),
    onError: announceFailure,
  })
