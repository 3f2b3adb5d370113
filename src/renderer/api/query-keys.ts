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
  loadChoices: [...workspace, 'load-choice'],
  loadChoice: (accountId: AccountId) => [...workspace, 'load-choice', accountId],
  runs: [...workspace, 'runs'],
  runsOf: (accountId: AccountId | null) => [...workspace, 'runs', accountId],
  storage: [...workspace, 'storage'],
  items: [...workspace, 'items'],
  itemLists: [...workspace, 'items', 'list'],
  itemCounts: [...workspace, 'items', 'counts'],
  item: (key: ItemKey) => [...workspace, 'items', 'one', key],
  insideCount: (key: ItemKey) => [...workspace, 'items', 'inside', key],
  /** Apart from the items: a load that writes some row is no reason to fetch a page's text again. */
  content: (key: ItemKey) => [...workspace, 'content', key],
  outbox: [...workspace, 'outbox'],
  /** Apart from the contacts: it is long, and a row that is written changes nothing about it. */
  contactForm: (accountId: AccountId) => [...workspace, 'contact-form', accountId],
  contacts: [...workspace, 'contacts'],
  contact: (accountId: AccountId, externalId: string) => [...workspace, 'contacts', accountId, externalId],
} as const
