import { useNavigate, useRouterState } from '@tanstack/react-router'
import type { AccountId } from '../../../shared/model/account.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import { useSetPreferences } from '../../api/use-app-state.ts'

/** What can be done about a failed call to the provider; `afterwards` runs once that is out of the way. */
export function useProblemActions(accountId: AccountId, providerId: ProviderId | undefined) {
  const navigate = useNavigate()
  const setPreferences = useSetPreferences()
  const href = useRouterState({ select: ({ location }) => location.href })
  return (afterwards: () => void) => {
    const signIn = (): void => {
      void navigate({
        to: '/connections/new',
        search: { provider: providerId, reconnect: accountId, returnTo: href },
      })
    }
    return {
      reconnect: signIn,
      'set-client': signIn,
      retry: afterwards,
      'work-online': (): void => {
        setPreferences.mutate({ workOffline: false }, { onSuccess: afterwards })
      },
    }
  }
}
