import type { AccountId } from '../../shared/model/account.ts'
import type { ArrangementKind } from '../../shared/model/arrangement.ts'
import type { DraftId } from '../../shared/model/draft.ts'
import type { LogQuery } from '../../shared/model/diagnostics.ts'
import type { InsightPeriod } from '../../shared/model/insights.ts'
import type { ItemKey, ItemQuery } from '../../shared/model/item.ts'
import type { ItemType } from '../../shared/model/item-type.ts'
import type { ProviderId } from '../../shared/model/provider.ts'

/** What tells one list's fields from another's. */
export type ListScope = Pick<ItemQuery, 'type' | 'accountId' | 'parentKey'>

/** Everything that belongs to the open workspace; dropped as a whole when another one is opened. */
const workspace = ['workspace'] as const

/** The one place that spells query keys, ordered so that a prefix invalidates what it contains. */
export const queryKeys = {
  appState: ['app-state'],
  providers: ['providers'],
  network: ['network'],
  buildFacts: ['build-facts'],
  log: ['log'],
  logOf: (query: Pick<LogQuery, 'level' | 'search'>) => ['log', query] as const,
  logDetail: ['log-detail'],
  localApi: ['local-api'],
  /** Apart from the workspace: one is restored where none is open. */
  backups: ['backups'],
  updates: ['updates'],
  loginStart: ['login-start'],
  workspace,
  signIn: [...workspace, 'sign-in'],
  mirror: [...workspace, 'mirror'],
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
  inside: (key: ItemKey) => [...workspace, 'items', 'in', key],
  /** Apart from the items: it is long, and rows that are written seldom bring a new field. */
  listFields: [...workspace, 'list-fields'],
  listFieldsOf: (list: ListScope) => [...workspace, 'list-fields', list] as const,
  /** Apart from the items: every count may be a walk over all rows. */
  listCounts: [...workspace, 'list-counts'],
  listCount: (query: ItemQuery) => [...workspace, 'list-counts', query] as const,
  /** Below the counts of lists: it is a walk over all rows, too. */
  allInsights: [...workspace, 'list-counts', 'insights'],
  insights: (accountId: AccountId | null, period: InsightPeriod) =>
    [...workspace, 'list-counts', 'insights', accountId, period] as const,
  duplicates: [...workspace, 'list-counts', 'duplicates'],
  duplicatesAt: (accountId: AccountId | null, offset: number, limit: number) =>
    [...workspace, 'list-counts', 'duplicates', 'at', accountId, offset, limit] as const,
  toldApart: (limit: number) => [...workspace, 'list-counts', 'duplicates', 'told-apart', limit] as const,
  arrangements: [...workspace, 'arrangements'],
  savedViews: [...workspace, 'arrangements', 'views'],
  columns: (scope: string) => [...workspace, 'arrangements', 'columns', scope] as const,
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
  notices: [...workspace, 'notices'],
  draft: (id: DraftId) => [...workspace, 'draft', id],
  arrangement: (kind: ArrangementKind) => [...workspace, 'arrangements', kind] as const,
  /** Below the items: what a load writes may be among the hits. */
  found: (search: string, type: ItemType | null) => [...workspace, 'items', 'found', search, type] as const,
  exports: [...workspace, 'exports'],
  import: [...workspace, 'import'],
  outbox: [...workspace, 'outbox'],
  outboxCounts: [...workspace, 'outbox', 'counts'],
  outboxLists: [...workspace, 'outbox', 'lists'],
} as const
