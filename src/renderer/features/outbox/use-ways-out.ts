import { useNavigate } from '@tanstack/react-router'
import type { ChangeView } from '../../../shared/model/change.ts'
import type { Access } from '../../../shared/model/provider.ts'
import { useSetPreferences } from '../../api/use-app-state.ts'

export interface WaysOut {
  /** Leads into sign-in and back; `access` where that is what is missing. */
  readonly reconnect: (access?: Access) => void
  readonly setClient: () => void
  readonly workOnline: () => void
  readonly openSync: () => void
  /** The form of the record. */
  readonly edit: () => void
}

/** What this screen can do about whatever keeps a change from being sent. */
export function useWaysOut({ providerId, accountId, key }: ChangeView): WaysOut {
  const navigate = useNavigate()
  const setPreferences = useSetPreferences()
  return {
    reconnect: (access) => {
      const search = { provider: providerId, reconnect: accountId, access, returnTo: '/outbox' }
      void navigate({ to: '/connections/new', search })
    },
    setClient: () => {
      void navigate({ to: '/settings/apps/$providerId', params: { providerId } })
    },
    workOnline: () => {
      setPreferences.mutate({ workOffline: false })
    },
    openSync: () => {
      void navigate({ to: '/sync', search: { account: accountId } })
    },
    edit: () => {
      void navigate({ to: '/contacts/$key', params: { key } })
    },
  }
}
