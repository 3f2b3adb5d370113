import type { Account } from '../../shared/model/account.ts'
import type { ProviderDescriptor } from '../../shared/model/provider.ts'

/** The accounts at which a contact can be created, changed and deleted. */
export const contactAccounts = (
  accounts: readonly Account[],
  providers: readonly ProviderDescriptor[],
): readonly Account[] =>
  accounts.filter((account) =>
    takesContactEdits(
      account,
      providers.find(({ id }) => id === account.providerId),
    ),
  )

/** What is saved for an account that needs a sign-in or is paused waits in the outbox until that is out of the way. */
export const takesContactEdits = (
  account: Account | undefined,
  provider: ProviderDescriptor | undefined,
): account is Account => hasContactsHere(account, provider) && account.access === 'write'

/** Whether its contacts could be edited here if its sign-in allowed it. */
export const hasContactsHere = (
  account: Account | undefined,
  provider: ProviderDescriptor | undefined,
): account is Account =>
  account !== undefined && account.status !== 'disconnected' && provider?.capabilities.contacts === true
