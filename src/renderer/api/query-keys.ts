import type { AccountId } from '../../shared/model/account.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import type { ProviderId } from '../../shared/model/provider.ts'

/** Everything that belongs to the open workspace; dropped as a whole when another one is opened. */
const workspace = ['workspace'] as const

/** The one place that spells query keys, ordered so that a prefix invalidates what it contains. */
export const queryKeys = {
  appState: ['app-state'],
  providers: ['providers'],
  workspace,
  signIn: [...workspace, 'sign-in'],
  accounts: [...workspace, 'accounts'],
  history: [...workspace, 'history'],
  historyOf: (accountId: AccountId | null) => [...workspace, 'history', accountId],
  clients: [...workspace, 'clients'],
  client: (providerId: ProviderId) => [...workspace, 'clients', providerId],
  syncStatus: [...workspace, 'sync-status'],
  items: [...workspace, 'items'],
  itemLists: [...workspace, 'items', 'list'],
  itemCounts: [...workspace, 'items', 'counts'],
  item: (key: ItemKey) => [...workspace, 'items', 'one', key],
  contacts: [...workspace, 'contacts'],
  contact: (accountId: AccountId, externalId: string) => [...workspace, 'contacts', accountId, externalId],
} as const
