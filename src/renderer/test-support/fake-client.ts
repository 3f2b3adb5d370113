import { defaultLocalApiPort } from '../../shared/model/local-api.ts'
import type { Client, Domain, EventName, EventPayload, Reply } from '../../shared/ipc/types.ts'
import { createFakeHandlers } from './fake-handlers.ts'
import { aBackupPreview } from './fake-files.ts'
import { anOutbox } from './fake-outbox.ts'
import { noMirror } from './fake-mirror.ts'
import { aProvider, anAppState, fakeNowMs, type FakeState } from './fake-state.ts'

export interface FakeCall {
  /** `domain.name`, for example `accounts.connect`. */
  readonly endpoint: string
  readonly input: unknown
}

export interface FakeClient {
  readonly client: Client
  readonly state: FakeState
  /** Every call so far, oldest first. */
  readonly calls: FakeCall[]
  /** The inputs of the calls to one endpoint, oldest first. */
  inputsOf(endpoint: string): unknown[]
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** Replaces one endpoint until the fake is thrown away. */
  override<D extends Domain, Name extends keyof Client[D]>(
    domain: D,
    name: Name,
    handler: Client[D][Name],
  ): void
}

type AnyHandler = (input: unknown) => Promise<Reply<unknown>>

/** A hand-written main with its state in memory, of the very type that the preload exposes. */
export function createFakeClient(initial: Partial<FakeState> = {}): FakeClient {
  const state: FakeState = {
    app: anAppState(),
    providers: [aProvider()],
    clients: {},
    signIn: null,
    accounts: [],
    history: [],
    statuses: [],
    items: [],
    records: {},
    details: {},
    contents: {},
    fields: [],
    arrangements: {},
    insights: { numbers: null, asOfMs: null, loadedAtMs: null, progress: null },
    duplicates: { groups: [], total: 0, contacts: 0, columns: [], compared: [], progress: null },
    pending: {},
    outbox: anOutbox(),
    choices: {},
    runs: [],
    storage: {
      bytes: 34_200_000,
      items: 0,
      engine: { sqlite: '3.53.4', extension: 'SQLite3 Multiple Ciphers 2.4.0', cipher: 'aegis' },
      setAside: [],
      accounts: [],
      files: [
        { what: 'cache', bytes: 34_000_000 },
        { what: 'outbox', bytes: 200_000 },
      ],
    },
    storageProblems: [],
    network: { proxy: { mode: 'system' }, authorities: [], countedSinceMs: fakeNowMs, hosts: [] },
    log: [],
    logDetailUntilMs: null,
    build: { channel: 'sources', commit: null, licences: [] },
    mirror: noMirror,
    updates: { state: 'off', reason: 'sources' },
    loginStart: { state: 'off' },
    localApi: { isOn: false, port: defaultLocalApiPort, state: 'off', madeAtMs: null },
    forms: {},
    contacts: {},
    versions: {},
    drafts: {},
    exports: [],
    import: null,
    backups: { backup: null, restore: null },
    preview: aBackupPreview(),
    ...initial,
  }
  const calls: FakeCall[] = []
  const overrides = new Map<string, AnyHandler>()
  const listeners = new Map<EventName, Set<(payload: never) => void>>()

  const emit = <Name extends EventName>(name: Name, payload: EventPayload<Name>): void => {
    for (const listener of listeners.get(name) ?? []) (listener as (value: typeof payload) => void)(payload)
  }
  const listenTo =
    <Name extends EventName>(name: Name) =>
    (listener: (payload: EventPayload<Name>) => void): (() => void) => {
      const known = listeners.get(name) ?? new Set()
      listeners.set(name, known.add(listener))
      return () => known.delete(listener)
    }

  const recorded = Object.entries(createFakeHandlers(state, emit)).map(([domain, endpoints]) => [
    domain,
    Object.fromEntries(
      Object.entries(endpoints as Record<string, AnyHandler>).map(([name, handler]) => [
        name,
        (input: unknown) => {
          const endpoint = `${domain}.${name}`
          calls.push({ endpoint, input })
          return (overrides.get(endpoint) ?? handler)(input)
        },
      ]),
    ),
  ])
  const client = {
    // Recording keeps every signature, which `Object.fromEntries` cannot say.
    ...(Object.fromEntries(recorded) as Omit<Client, 'on' | 'platform'>),
    on: {
      appStateChanged: listenTo('appStateChanged'),
      accountsChanged: listenTo('accountsChanged'),
      itemsChanged: listenTo('itemsChanged'),
      syncChanged: listenTo('syncChanged'),
      outboxChanged: listenTo('outboxChanged'),
      exportsChanged: listenTo('exportsChanged'),
      importsChanged: listenTo('importsChanged'),
      backupsChanged: listenTo('backupsChanged'),
      signInChanged: listenTo('signInChanged'),
      mirrorChanged: listenTo('mirrorChanged'),
      updatesChanged: listenTo('updatesChanged'),
      noticeChosen: listenTo('noticeChosen'),
      menuChosen: listenTo('menuChosen'),
    },
    platform: 'linux',
  } satisfies Client

  return {
    client,
    state,
    calls,
    inputsOf: (endpoint) => calls.filter((one) => one.endpoint === endpoint).map((one) => one.input),
    emit,
    override(domain, name, handler) {
      overrides.set(`${domain}.${String(name)}`, handler as unknown as AnyHandler)
    },
  }
}

/** Puts the fake where the preload would put the client. */
export function installFakeClient(fake: FakeClient): void {
  Object.defineProperty(window, 'api', { value: fake.client, configurable: true })
}
