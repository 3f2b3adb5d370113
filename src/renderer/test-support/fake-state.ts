import type { BuildFacts, LogLine } from '../../shared/model/diagnostics.ts'
import type { NetworkStatus } from '../../shared/model/network.ts'
import type { Client, Domain, EventName, EventPayload, Reply } from '../../shared/ipc/types.ts'
import type { StreamStatus, SyncStatus } from '../../shared/model/sync-status.ts'
import { type Account, type AccountEvent, accountSchema } from '../../shared/model/account.ts'
import type { Arrangement } from '../../shared/model/arrangement.ts'
import type { BackupPreview, Backups } from '../../shared/model/backup.ts'
import type { AppState } from '../../shared/model/app-state.ts'
import type { Outbox } from '../../shared/model/change.ts'
import type { ClientSettings } from '../../shared/model/client-settings.ts'
import type {
  ContactForm,
  ContactRecord,
  ContactValues,
  ContactVersion,
  StoredContact,
} from '../../shared/model/contact.ts'
import type { Draft } from '../../shared/model/draft.ts'
import type { ExportRun } from '../../shared/model/export.ts'
import type { ImportState } from '../../shared/model/import.ts'
import type { Duplicates } from '../../shared/model/duplicates.ts'
import type { Insights } from '../../shared/model/insights.ts'
import { type Item, itemKey } from '../../shared/model/item.ts'
import type { ListField } from '../../shared/model/list-field.ts'
import { preferencesSchema } from '../../shared/model/preferences.ts'
import type { PendingMark } from '../../shared/model/pending-mark.ts'
import { feedNameSchema, type RunReport } from '../../shared/model/feed.ts'
import type { ItemType } from '../../shared/model/item-type.ts'
import { type ProviderDescriptor, providerDescriptorSchema } from '../../shared/model/provider.ts'
import type { SignInStatus } from '../../shared/model/sign-in.ts'
import type { LocalApiStatus } from '../../shared/model/local-api.ts'
import type { MirrorStatus } from '../../shared/model/mirror.ts'
import type { LoginStart } from '../../shared/model/login-start.ts'
import type { UpdateState } from '../../shared/model/updates.ts'
import { type Workspace, workspaceSchema } from '../../shared/model/workspace.ts'

/** All that the fake main knows; tests read and change it directly. */
export interface FakeState {
  app: AppState
  providers: ProviderDescriptor[]
  /** Per provider id; a provider without an entry has no client credentials. */
  clients: Record<string, ClientSettings>
  /** The sign-in under way. */
  signIn: SignInStatus | null
  accounts: Account[]
  history: AccountEvent[]
  statuses: SyncStatus[]
  items: Item[]
  /** Records by item key, where a test wants another one than the made-up one. */
  records: Record<string, ContactRecord['record']>
  /** What else is known of an item, by its key. */
  details: Record<string, Partial<ItemAnswer>>
  /** What stands on pages, by item key. */
  contents: Record<string, ContentAnswer>
  /** What lies over a row that is not sent yet, by item key. */
  pending: Record<string, PendingMark & { readonly fields: readonly string[] }>
  outbox: Outbox
  /** By account id; an account without an entry wants everything and has nothing to choose from. */
  choices: Record<string, ChoiceAnswer>
  /** Runs that are over, newest first. */
  runs: RunReport[]
  storage: StorageAnswer
  /** What is wrong with the store's file. */
  storageProblems: string[]
  network: NetworkStatus
  log: LogLine[]
  logDetailUntilMs: number | null
  build: BuildFacts
  mirror: MirrorStatus
  localApi: LocalApiStatus
  updates: UpdateState
  loginStart: LoginStart
  /** By account id; an account without an entry has the made-up one. */
  forms: Record<string, ContactForm>
  /** What else is known of a contact as it is stored, by its key. */
  contacts: Record<string, Partial<StoredContact>>
  /** By item key, newest first. */
  versions: Record<string, ContactVersion[]>
  /** By id. */
  drafts: Record<string, Draft>
  /** What a list can show, sort by and filter by. */
  fields: ListField[]
  insights: Insights
  duplicates: Duplicates
  /** By kind and scope. */
  arrangements: Record<string, Arrangement>
  /** Files that are written or were, the latest first. */
  exports: ExportRun[]
  /** The import that goes on, or was the last one. */
  import: ImportState | null
  backups: Backups
  /** What the backup that is chosen holds. */
  preview: BackupPreview
}

/** Tells the page of an event, as main does. */
export type Emit = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void

type AnswerOf<D extends Domain, Name extends keyof Client[D]> = Client[D][Name] extends (
  input: never,
) => Promise<Reply<infer Output>>
  ? Output
  : never
export type ItemAnswer = AnswerOf<'items', 'get'>
export type ContentAnswer = AnswerOf<'items', 'content'>
export type ChoiceAnswer = AnswerOf<'sync', 'getChoice'>
export type StorageAnswer = AnswerOf<'storage', 'get'>

/** One moment for everything, so that pictures and tests agree: 20 November 2026, 12:00 UTC. */
export const fakeNowMs = Date.UTC(2026, 10, 20, 12)

export const aWorkspace = (overrides: Partial<Workspace> = {}): Workspace => ({
  ...workspaceSchema.parse({
    id: 'workspace-1',
    user: 'Ana',
    organisation: 'Acme',
    isSample: false,
    createdAtMs: fakeNowMs - 86_400_000,
  }),
  ...overrides,
})

export const aProvider = (overrides: Partial<ProviderDescriptor> = {}): ProviderDescriptor => ({
  ...providerDescriptorSchema.parse({
    id: 'harbour',
    name: 'Harbour',
    itemTypes: ['contact', 'company', 'deal'],
    capabilities: { contacts: true, pastedToken: true, publicClient: false, revocation: true, search: true },
    redirectUris: [
      'http://localhost:17823/oauth/harbour/callback',
      'http://localhost:17833/oauth/harbour/callback',
      'http://localhost:17843/oauth/harbour/callback',
    ],
    access: ['write', 'read'],
    scopes: [
      { name: 'contacts.read', topic: 'contacts', right: 'read', isOptional: false },
      { name: 'contacts.write', topic: 'contacts', right: 'change', isOptional: false },
      { name: 'owners.read', topic: 'owners', right: 'read', isOptional: true },
    ],
  }),
  ...overrides,
})

export const aClient = (overrides: Partial<ClientSettings> = {}): ClientSettings => ({
  state: 'missing',
  clientId: null,
  hasSecret: false,
  redirectUris: [],
  authorizationUrl: null,
  isAuthorizationUrlUsed: false,
  choice: null,
  ...overrides,
})

export const anAccount = (overrides: Partial<Account> = {}): Account => ({
  ...accountSchema.parse({
    id: 'account-1',
    providerId: 'harbour',
    label: 'acme.example',
    externalId: '1234',
    status: 'connected',
    scopes: ['contacts.read', 'contacts.write', 'owners.read'],
    uiOrigin: 'https://harbour.example',
    connectedAtMs: fakeNowMs - 3_600_000,
  }),
  ...overrides,
})

export const anAppState = (overrides: Partial<AppState> = {}): AppState => ({
  version: '0.1.0',
  runtime: { electron: '45.4.1', chrome: '156.0.0.0', node: '24.21.0' },
  dataDir: '/home/ana/.config/Portolan',
  logDir: '/home/ana/.config/Portolan/logs',
  protection: { state: 'persisted', method: 'key-store', backend: 'gnome_libsecret' },
  workspaces: [],
  workspace: null,
  preferences: preferencesSchema.parse({}),
  notices: [],
  ...overrides,
})

export const aStream = (overrides: Partial<StreamStatus> = {}): StreamStatus => ({
  feed: feedNameSchema.parse(overrides.type ?? 'contact'),
  type: 'contact',
  label: null,
  state: 'done',
  mode: null,
  cap: null,
  loaded: 12_304,
  total: null,
  error: null,
  lacks: [],
  reference: null,
  finishedAtMs: fakeNowMs - 120_000,
  checkedAtMs: null,
  sweptAtMs: null,
  nextAtMs: null,
  ...overrides,
})

export const aSyncStatus = (overrides: Partial<SyncStatus> = {}): SyncStatus => ({
  accountId: anAccount().id,
  isRunning: false,
  isPaused: false,
  limits: [],
  quotas: [],
  reachability: 'online',
  streams: [
    aStream(),
    aStream({ type: 'company', loaded: 1_880 }),
    aStream({ type: 'deal', loaded: 86, finishedAtMs: fakeNowMs - 90_000 }),
  ],
  ...overrides,
})

export const aRun = (overrides: Partial<RunReport> = {}): RunReport => ({
  accountId: anAccount().id,
  feed: feedNameSchema.parse('contact'),
  mode: 'changes',
  startedAtMs: fakeNowMs - 120_000,
  endedAtMs: fakeNowMs - 118_000,
  outcome: 'done',
  added: 0,
  changed: 0,
  removed: 0,
  calls: 1,
  error: null,
  reference: null,
  ...overrides,
})

const given = ['Ada', 'Bo', 'Carmen', 'Dilnoza', 'Émile', 'Fatou', 'Grace', 'Håkon', 'Ines', 'José', 'Kwame']
const family = ['Lovelace', 'Chen', 'Ruiz', 'Karimova', 'Zola', 'Diop', 'Hopper', 'Ødegård', 'Prado', 'Ng']
const companies = ['Northwind', 'Globex', 'Initech', 'Umbrella Travel', 'Acme Rail', 'Hooli', 'Stark & Söhne']
const stages = ['renewal', 'pilot', 'expansion', 'first order']

const pick = (words: readonly string[], index: number): string => words[index % words.length] ?? ''

/** Deterministic made-up items, newest first, `count` of them of one type. */
export function madeUpItems(account: Account, type: ItemType, count: number): Item[] {
  return Array.from({ length: count }, (_unused, index): Item => {
    const externalId = String(1_000 + index)
    const person = `${pick(given, index)} ${pick(family, Math.floor(index / 3))}`
    const company = pick(companies, Math.floor(index / 2))
    const email = `${person.toLowerCase().replaceAll(/[^a-z]+/g, '.')}${String(index)}@example.com`
    const project = `${company} ${pick(stages, index)}`
    const names = { contact: person, company, deal: project, page: project, database: company }
    const name = { ...names, base: company, table: project, record: person }[type]
    return {
      key: itemKey(account.providerId, account.id, type, externalId),
      providerId: account.providerId,
      accountId: account.id,
      type,
      externalId,
      name,
      email: type === 'contact' ? email : null,
      organisation: type === 'deal' ? null : company,
      phone: type === 'contact' ? `+44 20 7946 ${String(1_000 + (index % 9_000))}` : null,
      parentKey: null,
      parentPath: null,
      url: `https://harbour.example/${type}/${externalId}`,
      createdAtMs: fakeNowMs - 90 * 86_400_000 - index * 3_600_000,
      modifiedAtMs: fakeNowMs - index * 420_000,
      isDirectory: false,
      isVisible: true,
      mimeType: null,
      childCount: null,
    }
  })
}

/** A made-up contact by the names of its provider. */
export function valuesOf(item: Item): ContactValues {
  const [firstname = '', ...rest] = item.name.split(' ')
  const values = {
    email: item.email ?? '',
    firstname,
    lastname: rest.join(' '),
    phone: item.phone ?? '',
    company: item.organisation ?? '',
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}
