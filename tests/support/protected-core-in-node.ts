import type { CorePorts } from '../../src/main/core-ports.ts'
import { createAppHandlers } from '../../src/main/ipc/app-handlers.ts'
import { deferHandlers } from '../../src/main/ipc/defer-handlers.ts'
import { createLogger } from '../../src/main/logging/logger.ts'
import { createKnownSecrets } from '../../src/main/logging/redact.ts'
import { createNotices } from '../../src/main/notices.ts'
import { createStoreClient } from '../../src/main/store/store-client.ts'
import type { Cipher } from '../../src/main/vault/cipher.ts'
import type { MasterKey } from '../../src/main/vault/master-key.ts'
import { createProtectedCore, type ProtectedCore } from '../../src/main/vault/protected-core.ts'
import type { OutsideDomain } from '../../src/main/ipc/handlers.ts'
import type { EventName, Handlers } from '../../src/shared/ipc/types.ts'
import { startCoreInNode, type CoreInNode, type Profile } from './core-in-node.ts'
import { startStoreInNode } from './store-in-node.ts'

export interface ProtectedCoreInNode {
  readonly handlers: Handlers
  readonly events: EventName[]
  readonly waits: number[]
  /** The keys with which cores were started, oldest first. */
  readonly started: MasterKey[]
  readonly cores: CoreInNode[]
  readonly core: ProtectedCore
}

/** Main as it stands behind its gate, without Electron; nothing waits for real. */
export function startProtectedCore(
  profile: Profile,
  cipher: Cipher,
  options: {
    readonly beforeCore?: Promise<unknown>
    /** What the page does before it is gone. */
    readonly clearPage?: () => Promise<unknown>
    readonly chooseSaveFile?: CorePorts['chooseSaveFile']
  } = {},
): ProtectedCoreInNode {
  const events: EventName[] = []
  const waits: number[] = []
  const started: MasterKey[] = []
  const cores: CoreInNode[] = []
  const logger = createLogger(() => undefined, createKnownSecrets(), Date.now)
  const notices = createNotices({ logger, now: Date.now, onChanged: () => undefined })
  const publish = (name: EventName): void => void events.push(name)
  const core = createProtectedCore({
    folder: profile.folder,
    cipher,
    startCore: async (masterKey) => {
      started.push(masterKey)
      await options.beforeCore
      const inNode = await startCoreInNode(
        { ...profile, masterKey },
        {
          endpoints: null,
          transport: { open: () => Promise.reject(new Error('nobody signs in here')) },
          ...(options.chooseSaveFile === undefined ? {} : { chooseSaveFile: options.chooseSaveFile }),
        },
      )
      cores.push(inNode)
      return inNode
    },
    startStore: () => {
      const store = startStoreInNode()
      const exited = new Promise<number>((resolve) => store.wire.onExit(() => resolve(0)))
      return { store: createStoreClient(store.wire), exited, kill: () => void store.close() }
    },
    about: () => ({
      version: '0.0.0',
      runtime: { electron: '', chrome: '', node: process.versions.node },
      dataDir: profile.folder,
      logDir: profile.folder,
      preferences: profile.kept.preferences,
      notices: notices.list(),
    }),
    app: createAppHandlers({
      setPreferences: (changes) => (profile.kept.preferences = { ...profile.kept.preferences, ...changes }),
      notices,
      logger,
      publish,
    }),
    logger,
    publish,
    wait: async (ms) => void waits.push(ms),
    clearPage: async () => {
      await options.clearPage?.()
    },
  })
  // Nothing here asks for what stands outside of the core.
  const outside = {} as Pick<Handlers, OutsideDomain>
  const handlers = deferHandlers(async () => ({ ...(await core.handlers()), ...outside }))
  return { handlers, events, waits, started, cores, core }
}
