import type { Account } from '../../../../shared/model/account.ts'
import { itemKeyParts } from '../../../../shared/model/item.ts'
import type { ProviderDescriptor } from '../../../../shared/model/provider.ts'
import { takesContactEdits } from '../../../ui/contact-accounts.ts'
import type { SelectionDescription } from '../use-selection.ts'

/** Why what is selected cannot be edited together; the copy says it (`bulk:off`). */
type BulkLack = 'not-contacts' | 'several-accounts' | 'read-only' | 'not-connected'

/** The account whose contacts are selected, or why they cannot be edited. */
export type BulkTarget =
  | { readonly account: Account; readonly lack: null }
  | { readonly account: Account | null; readonly lack: BulkLack }

/** What is selected can be edited together where it is contacts of one account that lets them be changed. */
export function bulkTarget(
  selection: SelectionDescription,
  accounts: readonly Account[],
  providers: readonly ProviderDescriptor[],
): BulkTarget {
  const lacking = (lack: BulkLack): BulkTarget => ({ account: null, lack })
  const ids = accountsOf(selection, accounts, providers)
  if (ids === null) return lacking('not-contacts')
  const [id, ...others] = ids
  if (id === undefined) return lacking('not-contacts')
  if (others.length > 0) return lacking('several-accounts')
  const account = accounts.find((one) => one.id === id)
  const provider = providers.find((one) => one.id === account?.providerId)
  if (account === undefined || provider?.capabilities.contacts !== true) return lacking('not-contacts')
  if (account.access !== 'write') return { account, lack: 'read-only' }
  return takesContactEdits(account, provider) ? { account, lack: null } : { account, lack: 'not-connected' }
}

/** The accounts whose contacts are selected; null where something else is, too. */
function accountsOf(
  selection: SelectionDescription,
  accounts: readonly Account[],
  providers: readonly ProviderDescriptor[],
): readonly string[] | null {
  if (selection.kind === 'all') {
    const { type, accountId } = selection.query
    if (type !== 'contact') return null
    if (accountId !== null) return [accountId]
    return accounts
      .filter(({ providerId }) =>
        providers.some(({ id, itemTypes }) => id === providerId && itemTypes.includes('contact')),
      )
      .map(({ id }) => id)
  }
  // Keys of one kind differ in their last part alone; there may be very many.
  const kinds = new Map(selection.keys.map((key) => [key.slice(0, key.lastIndexOf(':')), key]))
  const ids = new Set<string>()
  for (const key of kinds.values()) {
    const parts = itemKeyParts(key)
    if (parts?.type !== 'contact') return null
    ids.add(parts.accountId)
  }
  return [...ids]
}
