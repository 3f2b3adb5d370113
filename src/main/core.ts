import path from 'node:path'
import { z } from 'zod'
import type { AppError } from '../shared/errors.ts'
import type { EventName } from '../shared/ipc/types.ts'
import type { AppState, Protection } from '../shared/model/app-state.ts'
import type { Preferences } from '../shared/model/preferences.ts'
import type { Workspace, WorkspaceId, WorkspaceNames } from '../shared/model/workspace.ts'
import { ok, type Result } from '../shared/result.ts'
import type { OpenReport } from '../shared/store-protocol.ts'
import { createAccountConnections } from './accounts/account-connections.ts'
import { createAccountHandlers } from './accounts/account-handlers.ts'
import { createAccountRecords } from './accounts/account-records.ts'
import type { ConnectionPorts } from './accounts/connection-ports.ts'
import { createClientHandlers } from './clients/client-handlers.ts'
import { createEnvImport, type ChosenFile } from './clients/env-import.ts'
import { createRedisRecord } from './clients/redis-settings.ts'
import { createContacts } from './contacts/save-contact.ts'
import { waitUnlessAborted } from './http/wait.ts'
import { createHandlers, type CoreHandlers } from './ipc/handlers.ts'
import type { Publish } from './ipc/publish.ts'
import type { Logger } from './logging/logger.ts'
import type { KnownSecrets } from './logging/redact.ts'
import type { Notices } from './notices.ts'
import { createSignIn, type SignInPorts } from './oauth/sign-in.ts'
import { createSignInHandlers } from './oauth/sign-in-handlers.ts'
import type { EndpointsFile } from './providers/endpoints.ts'
import type { Provider } from './providers/provider.ts'
import { createStoreHost, type StoreProcess } from './store/store-host.ts'
import { createLoads } from './sync/loads.ts'
import { createUnattendedLoads } from './sync/unattended-loads.ts'
import type { MasterKey } from './vault/master-key.ts'
import { deriveKey } from './vault/master-key.ts'
import { createVault } from './vault/vault.ts'
import { createProviderDirectory } from './workspaces/provider-directory.ts'
import { createSampleSandbox, type SandboxProcess } from './workspaces/sample-sandbox.ts'
import { createWorkspaces } from './workspaces/workspaces.ts'

/** All that the core needs of the outside, so that it runs in plain Node as well as in Electron. */
export interface CorePorts {
  readonly masterKey: MasterKey
  /** Holds `vault.db` and `workspaces/`; a folder that is deleted at quit when nothing is kept. */
  readonly dataDir: string
  readonly providers: readonly Provider[]
  readonly endpoints: EndpointsFile | null
  readonly startStore: () => StoreProcess
  readonly startSandbox: () => SandboxProcess
  readonly connection: Pick<ConnectionPorts, 'fetch'> & Pick<SignInPorts, 'transport'>
  /** Puts a text into the clipboard. */
  readonly copyText: (text: string) => void
  readonly openPage: (url: string, hosts: readonly RegExp[]) => Promise<boolean>
  /** Lets the user choose a `.env`; null when none was chosen. */
  readonly chooseEnvFile: () => Promise<Result<ChosenFile | null, AppError>>
  readonly settings: {
    preferences(): Preferences
    setPreferences(changes: Partial<Preferences>): Preferences
    lastWorkspaceId(): Workspace['id'] | null
    setLastWorkspaceId(id: Workspace['id']): void
  }
  readonly about: Pick<AppState, 'version' | 'runtime' | 'dataDir' | 'logDir'>
  readonly sampleNames: WorkspaceNames
  readonly logger: Logger
  readonly secrets: KnownSecrets
  readonly notices: Notices
  readonly publish: Publish
  readonly now: () => number
}

export interface Core {
  readonly handlers: CoreHandlers
  /** The computer slept: what clocks and timers say has to be looked at anew. */
  resumed(): void
  /** Stops loads, stores what refreshes bring, ends the child processes; nothing acknowledged is lost. */
  close(): Promise<void>
}

const sandboxStateSchema = z.string()
const vaultFile = 'vault.db'

/** Wires the use cases and opens the workspace of the last time. Knows nothing of Electron. */
export async function startCore(ports: CorePorts): Promise<Core> {
  const { logger, notices, publish, now, masterKey } = ports
  const tell = (...events: Exclude<EventName, 'menuChosen'>[]): void =>
    events.forEach((event) => publish(event, {}))
  const store = createStoreHost(ports.startStore, {
    logger,
    now,
    onRestarted: (reports, isAgain) => {
      if (!isAgain) notices.add('store-restarted', null)
      for (const report of reports) tellAboutFile(report)
      publish('itemsChanged', {})
    },
    onGivenUp: () => notices.add('store-stopped', null),
    onSetAside: (report) => {
      tellAboutFile(report)
      publish('itemsChanged', {})
      void unattended.resumeAll()
    },
  })
  const vault = createVault(store, deriveKey(masterKey.key, 'vault records'))
  const vaultOpened = await store.call('openVault', {
    file: path.join(ports.dataDir, vaultFile),
    key: deriveKey(masterKey.key, 'vault file'),
  })
  if (vaultOpened.ok) tellAboutFile(vaultOpened.value)
  else {
    logger.error('vault.not-opened', { error: vaultOpened.error.kind })
    notices.add('vault-not-opened', null)
  }

  function tellAboutFile(report: OpenReport): void {
    if (report.outcome === 'set-aside') {
      const isVault = path.basename(report.path).startsWith(vaultFile)
      notices.add(isVault ? 'vault-set-aside' : 'store-set-aside', report.path)
    }
    if (report.outcome === 'restored') notices.add('file-restored', report.path)
    if (report.outcome === 'too-new') {
      notices.add('store-too-new', report.path)
      if (report.copy !== null) notices.add('copy-offered', report.copy.path)
    }
  }

  const workspaces = createWorkspaces({
    store,
    vault,
    folder: path.join(ports.dataDir, 'workspaces'),
    now,
    sampleNames: ports.sampleNames,
    beforeSwitch: () => {
      // What is signed in to from here belongs to the workspace that is left.
      connections.cancelConnect()
      return loads.cancelAll()
    },
    onNoneOpen: (report) => {
      if (report !== null) tellAboutFile(report)
      tell('appStateChanged', 'accountsChanged', 'itemsChanged')
    },
    onOpened: (workspace, report) => {
      tellAboutFile(report)
      if (masterKey.protection.state === 'persisted') ports.settings.setLastWorkspaceId(workspace.id)
      tell('appStateChanged', 'accountsChanged', 'itemsChanged')
      void unattended.resumeAll()
    },
  })

  const sandboxState = { kind: 'sandbox-state', workspaceId: '', providerId: '', accountId: '' } as const
  const sandbox = createSampleSandbox({
    start: ports.startSandbox,
    logger,
    readState: async () => {
      const state = await vault.read(sandboxState, sandboxStateSchema)
      return state.ok ? state.value : null
    },
    writeState: async (state) => {
      const written = await vault.write(sandboxState, state)
      if (!written.ok) logger.error('sandbox.state-not-kept', { error: written.error.kind })
    },
    onStopped: () => notices.add('sandbox-stopped', null),
  })

  const directory = createProviderDirectory(ports.providers, {
    currentWorkspace: () => workspaces.current(),
    override: ports.endpoints,
    sandbox: () => sandbox.endpoints(),
  })
  const workspaceId = (): WorkspaceId | null => workspaces.current()?.id ?? null
  const isWorkingOffline = (): boolean => ports.settings.preferences().workOffline
  const records = createAccountRecords(vault, workspaceId)

  const signIn = createSignIn({
    ...ports.connection,
    now,
    later: (callback, delayMs) => {
      const timer = setTimeout(callback, delayMs)
      return () => clearTimeout(timer)
    },
    onChanged: () => publish('signInChanged', {}),
  })

  const connections = createAccountConnections({
    fetch: ports.connection.fetch,
    signIn,
    records,
    directory,
    logger,
    secrets: ports.secrets,
    now,
    wait: waitUnlessAborted,
    random: Math.random,
    isWorkingOffline,
    onAccountChanged: () => {
      publish('accountsChanged', {})
      publish('syncChanged', {})
    },
    onReachability: () => publish('syncChanged', {}),
    onConnected: (account) => {
      loads.forget(account.id)
      publish('accountsChanged', {})
      void unattended.start(account.id)
    },
  })

  const loads = createLoads({
    store,
    logger,
    publish,
    now,
    later: (callback, delayMs) => void setTimeout(callback, delayMs),
    access: (accountId) => connections.access(accountId),
    reachability: (accountId) => connections.reachability(accountId),
  })
  const unattended = createUnattendedLoads({ loads, logger, records, isWorkingOffline })
  const contacts = createContacts({
    store,
    publish,
    now,
    logger,
    access: (id) => connections.access(id),
    workspaceId,
  })

  async function state(): Promise<Result<AppState, AppError>> {
    const listed = await workspaces.list()
    if (!listed.ok) logger.warn('workspaces.not-listed', { error: listed.error.kind })
    return ok({
      ...ports.about,
      protection: masterKey.protection satisfies Protection,
      workspaces: listed.ok ? listed.value : [],
      workspace: workspaces.current(),
      preferences: ports.settings.preferences(),
      notices: notices.list(),
    })
  }

  const last = masterKey.protection.state === 'persisted' ? ports.settings.lastWorkspaceId() : null
  if (last !== null) {
    const opened = await workspaces.open(last)
    if (!opened.ok) logger.warn('workspace.not-opened', { error: opened.error.kind })
  }

  return {
    handlers: createHandlers({
      state,
      setPreferences: (changes) => ports.settings.setPreferences(changes),
      notices,
      logger,
      publish,
      store,
      workspaces,
      directory,
      records,
      loads,
      contacts,
      clients: createClientHandlers({
        records,
        directory,
        envImport: createEnvImport({
          records,
          redis: createRedisRecord(vault, workspaceId),
          directory,
          secrets: ports.secrets,
          workspaceId,
          chooseFile: ports.chooseEnvFile,
        }),
        secrets: ports.secrets,
        fetch: ports.connection.fetch,
        isWorkingOffline,
        now,
        onChanged: () => publish('accountsChanged', {}),
      }),
      signIn: createSignInHandlers({
        signIn,
        connections,
        copyText: ports.copyText,
        onPlaceChosen: (signInPlace) => {
          if (ports.settings.preferences().signInPlace === signInPlace) return
          ports.settings.setPreferences({ signInPlace })
          publish('appStateChanged', {})
        },
      }),
      accounts: createAccountHandlers({
        store,
        logger,
        loads,
        connections,
        records,
        workspaceId: records.workspaceId,
        now,
        onChanged: () => tell('accountsChanged', 'itemsChanged', 'syncChanged'),
      }),
      openPage: ports.openPage,
    }),
    resumed() {
      logger.info('app.resumed')
      signIn.checkDeadline()
      connections.resumed()
    },
    async close() {
      // Side by side: a load that waits for a token goes on when there is one, and ends.
      await Promise.all([connections.close(), loads.cancelAll()])
      await sandbox.close()
      await store.close()
    },
  }
}
