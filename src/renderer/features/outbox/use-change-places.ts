import type { Account } from '../../../shared/model/account.ts'
import type { ChangeView } from '../../../shared/model/change.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { useProviders } from '../../api/use-providers.ts'

/** Where a change goes. */
export interface ChangePlace {
  /** Undefined where the account was removed since. */
  readonly account: Account | undefined
  readonly provider: ProviderDescriptor | undefined
  /** The provider's name, empty while it is not known. */
  readonly providerName: string
  /** The account's name where there are several, so that it has to be said; null otherwise. */
  readonly shownAccount: string | null
}

export function useChangePlaces(): (change: ChangeView) => ChangePlace {
  const accounts = useAccounts().data ?? []
  const providers = useProviders().data ?? []
  return ({ accountId, providerId }) => {
    const account = accounts.find(({ id }) => id === accountId)
    const provider = providers.find(({ id }) => id === providerId)
    return {
      account,
      provider,
      providerName: provider?.name ?? '',
      shownAccount: accounts.length > 1 ? (account?.label ?? '') : null,
    }
  }
}
