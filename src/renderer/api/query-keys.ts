import type { AccountId } from '../../shared/model/account.ts'
import type { DraftId } from '../../shared/model/draft.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import type { ItemType } from '../../shared/model/item-type.ts'
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
  /** Apart from the items: they are many, and a row that is written changes nothing about them. */
  itemFields: (type: ItemType | null, accountId: AccountId | null, parentKey: ItemKey | null) =>
    [...workspace, 'item-fields', type, accountId, parentKey] as const,
  columns: (scope: string) => [...workspace, 'columns', scope],
  /** Apart from the items: a load that writes some row is no reason to fetch a page's text again. */
  content: (key: ItemKey) => [...workspace, 'content', key],
  contacts: [...workspace, 'contacts'],
  storedContact: (key: ItemKey) => [...workspace, 'contacts', 'stored', key],
  contactVersions: (key: ItemKey) => [...workspace, 'contacts', 'versions', key],
  revertPreview: (key: ItemKey, version: number) => [...workspace, 'contacts', 'revert', key, version],
  mergePreview: (primary: ItemKey, other: ItemKey) => [...workspace, 'contacts', 'merge', primary, other],
  contactsFound: (accountId: AccountId, search: string, limit: number) =>
    [...workspace, 'contacts', 'found', accountId, search, limit] as const,
  /** Apart from the contacts: it is long, and a row that is written changes nothing about it. */
  contactForm: (accountId: AccountId) => [...workspace, 'contact-form', accountId],
  draft: (id: DraftId) => [...workspace, 'draft', id],
  outbox: [...workspace, 'outbox'],
  outboxCounts: [...workspace, 'outbox', 'counts'],
  outboxLists: [...workspace, 'outbox', 'lists'],
} as const
