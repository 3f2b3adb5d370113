import type { Account } from '../../../shared/model/account.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { useSyncStatus } from '../../api/use-sync.ts'

/** Whether what is saved goes out at once, or what it waits for. */
export type Sending = 'now' | 'offline' | 'working-offline' | 'paused' | 'reconnect' | 'read-only'

/** How things stand for an edit of the account, learned from what happened last. */
export function useSending(account: Account | undefined): Sending {
  const { preferences } = useAppState()
  const status = useSyncStatus().data?.find(({ accountId }) => accountId === account?.id)
  if (account?.status === 'needs-reconnect' || account?.status === 'disconnected') return 'reconnect'
  if (account?.access === 'read') return 'read-only'
  if (preferences.workOffline) return 'working-offline'
  if (account?.status === 'paused' || status?.isPaused === true) return 'paused'
  return status?.reachability === 'offline' ? 'offline' : 'now'
}
