import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startCore } from '../../src/main/core.ts'
import type { Core, CorePorts } from '../../src/main/core-ports.ts'
import { createLocalApiServer, type LocalApiServer } from '../../src/main/local-api/local-api-server.ts'
import { createLogger } from '../../src/main/logging/logger.ts'
import { createKnownSecrets } from '../../src/main/logging/redact.ts'
import { createHostLedger } from '../../src/main/network/host-ledger.ts'
import { createNotices, type Notices } from '../../src/main/notices.ts'
import type { SignInTransport } from '../../src/main/oauth/transport.ts'
import { endpointsFileSchema, type EndpointsFile } from '../../src/main/providers/endpoints.ts'
import { providers } from '../../src/main/providers/registry.ts'
import type { Store } from '../../src/main/store/store.ts'
import { createStoreClient, type StoreClient } from '../../src/main/store/store-client.ts'
import type { MasterKey } from '../../src/main/vault/master-key.ts'
import type { AppError } from '../../src/shared/errors.ts'
import type { EventName } from '../../src/shared/ipc/types.ts'
import { preferencesSchema, type Preferences } from '../../src/shared/model/preferences.ts'
import type { WorkspaceId } from '../../src/shared/model/workspace.ts'
import { ok, type Result } from '../../src/shared/result.ts'
import type { SandboxEndpoints } from '../../src/sandbox/start-sandbox.ts'
import { keptToContract } from './kept-contract.ts'
import { startStoreInNode, type StoreInNode } from './store-in-node.ts'

/** A profile folder with a key: what survives when an app is closed and started again. */
export interface Profile {
  readonly folder: string
  readonly masterKey: MasterKey
  readonly kept: { preferences: Preferences; lastWorkspaceId: WorkspaceId | null }
  remove(): Promise<void>
}

export async function createProfile(): Promise<Profile> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-core-'))
  return {
    folder,
    masterKey: {
      key: new Uint8Array(randomBytes(32)),
      protection: { state: 'persisted', method: 'key-store', backend: 'test' },
    },
    kept: { preferences: preferencesSchema.parse({}), lastWorkspaceId: null },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

export interface CoreInNode extends Core {
  readonly lines: string[]
  /** What was put into the clipboard. */
  readonly copied: readonly string[]
  /** Sign-in pages that were opened in the browser because the user asked again. */
  readonly opened: readonly string[]
  readonly events: EventName[]
  /** Lines of the log and events in the order in which they came. */
  readonly told: readonly string[]
  readonly notices: Notices
  readonly localApi: LocalApiServer
  /** The store process that runs now. */
  readonly store: () => StoreInNode
  /** Asks the store process that runs now, past main. */
  readonly askStore: Store['call']
  /** Ends it as a crash of main would: from here on nothing gets out of it any more, and nothing comes in. */
  crash(): Promise<void>
}

/** The whole of main but Electron: real store process, real HTTP against the given sandbox. */
export async function startCoreInNode(
  profile: Profile,
  options: {
    endpoints: SandboxEndpoints | EndpointsFile | null
    transport: SignInTransport
    fetch?: CorePorts['connection']['fetch']
    /** The registry's, unless the test brings others. */
    providers?: CorePorts['providers']
    chooseEnvFile?: CorePorts['chooseEnvFile']
    chooseAuthorities?: CorePorts['chooseAuthorities']
    deviceName?: string
    hosts?: CorePorts['hosts']
    chooseSaveFile?: CorePorts['chooseSaveFile']
    chooseOpenFile?: CorePorts['chooseOpenFile']
    now?: () => number
    sampleEdits?: ReturnType<CorePorts['sampleEdits']>
    outboxTimes?: NonNullable<CorePorts['outboxTimes']>
    /** Stands around every request to the store. */
    aroundStore?: <Value>(ask: () => Promise<Value>) => Promise<Value>
  },
): Promise<CoreInNode> {
  const lines: string[] = []
  const events: EventName[] = []
  const told: string[] = []
  const copied: string[] = []
  const opened: string[] = []
  const secrets = createKnownSecrets()
  const now = options.now ?? Date.now
  const logger = createLogger(
    (_level, line) => {
      lines.push(line)
      told.push(line)
    },
    secrets,
    now,
  )
  const notices = createNotices({ logger, now, onChanged: () => undefined })
  const localApi = createLocalApiServer({
    version: '0.0.0',
    logger,
    language: () => 'en',
    openBrowser: async (url) => opened.push(url.href) > 0,
  })
  let store: StoreInNode | null = null
  let client: StoreClient | null = null
  let isDead = false
  const never = new Promise<never>(() => undefined)
  const network = options.fetch ?? ((...asked) => fetch(...asked))
  const core = await startCore({
    masterKey: profile.masterKey,
    dataDir: profile.folder,
    providers: options.providers ?? providers,
    endpoints: options.endpoints === null ? null : endpointsFileSchema.parse(options.endpoints),
    startStore: () => {
      if (isDead)
        return { store: { call: () => never, send: () => never }, exited: never, kill: () => undefined }
      const started = startStoreInNode()
      store = started
      const own = createStoreClient(started.wire)
      client = own
      const { aroundStore } = options
      return {
        store:
          aroundStore === undefined
            ? own
            : { ...own, send: (...asked) => aroundStore(() => own.send(...asked)) },
        exited: new Promise((resolve) => started.wire.onExit(() => resolve(0))),
        kill: () => void started.close(),
      }
    },
    startSandbox: () => {
      throw new Error('this test brings its own sandbox')
    },
    connection: {
      fetch: (...asked) =>
        isDead
          ? never
          : network(...asked).then(
              (reply) => (isDead ? never : reply),
              (thrown: unknown) => (isDead ? never : Promise.reject(thrown as Error)),
            ),
      transport: () => options.transport,
    },
    hosts: options.hosts ?? createHostLedger(now),
    localApi,
    copyText: (text) => copied.push(text),
    openPage: async () => true,
    chooseEnvFile: options.chooseEnvFile ?? (async () => ok(null)),
    chooseAuthorities: options.chooseAuthorities ?? (async () => ok(null)),
    deviceName: () => options.deviceName ?? 'a computer',
    chooseSaveFile: options.chooseSaveFile ?? (async () => null),
    chooseOpenFile: options.chooseOpenFile ?? (async () => null),
    settings: {
      preferences: () => profile.kept.preferences,
      setPreferences: (changes) => (profile.kept.preferences = { ...profile.kept.preferences, ...changes }),
      lastWorkspaceId: () => profile.kept.lastWorkspaceId,
      setLastWorkspaceId: (id) => {
        profile.kept.lastWorkspaceId = id
      },
    },
    about: {
      version: '0.0.0',
      runtime: { electron: '', chrome: '', node: process.versions.node },
      dataDir: profile.folder,
      logDir: profile.folder,
    },
    sampleNames: () => ({ user: 'You', organisation: 'Sample' }),
    sampleEdits: () => options.sampleEdits ?? [],
    logger,
    secrets,
    notices,
    publish: (name) => {
      events.push(name)
      told.push(name)
    },
    now,
    // Short waits between tries, and no round numbers.
    random: () => 0.123_456_789,
    ...(options.outboxTimes === undefined ? {} : { outboxTimes: options.outboxTimes }),
  })
  return {
    ...core,
    handlers: keptToContract(core.handlers),
    lines,
    events,
    told,
    copied,
    notices,
    localApi,
    opened,
    async close() {
      await localApi.close()
      await core.close()
    },
    store: () => {
      if (store === null) throw new Error('no store was started')
      return store
    },
    askStore: (method, input) => {
      if (client === null) throw new Error('no store was started')
      return client.call(method, input)
    },
    async crash() {
      isDead = true
      await store?.close()
      // Its timers end with it; what it waits for never comes.
      void core.close()
    },
  }
}

/** The value, or a failure that names the error. */
export function valueOf<Value>(result: Result<Value, AppError>): Value {
  if (result.ok) return result.value
  throw new Error(`expected a value, got ${JSON.stringify(result.error)}`)
}

/** Asks until the answer is true, at most for `deadlineMs`. */
export async function eventually(ask: () => Promise<boolean>, deadlineMs = 15_000): Promise<void> {
  const startedAt = Date.now()
  while (!(await ask())) {
    if (Date.now() - startedAt > deadlineMs) throw new Error('it never came true')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
