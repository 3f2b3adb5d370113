import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { AppError } from '../shared/errors.ts'
import type { EventName } from '../shared/ipc/types.ts'
import type { Account, AccountId } from '../shared/model/account.ts'
import type { AppState, Protection } from '../shared/model/app-state.ts'
import type { ProviderId } from '../shared/model/provider.ts'
import type { WorkspaceId } from '../shared/model/workspace.ts'
import { ok, type Result } from '../shared/result.ts'
import { createArrivals } from './backup/arrivals.ts'
import { createFiles, workFolderOf } from './core-files.ts'
import { coreHandlers } from './core-handlers.ts'
import type { Core, CorePorts } from './core-ports.ts'
import { openCoreStore } from './core-store.ts'
import { createAccountConnections } from './accounts/account-connections.ts'
import { createAccountRecords } from './accounts/account-records.ts'
import { createRedisRecord } from './clients/redis-settings.ts'
import { waitUnlessAborted } from './http/wait.ts'
import { later } from './later.ts'
import { createLocalApi } from './local-api/local-api.ts'
import { fieldsOfThrown } from './logging/logger.ts'
import { createSignIn } from './oauth/sign-in.ts'
import { createMirror } from './mirror/mirror.ts'
import type { MirrorPorts } from './mirror/mirror-ports.ts'
import { createOutbox } from './outbox/outbox.ts'
import type { Provider } from './providers/provider.ts'
import { finishRemovals } from './storage/finish-removals.ts'
import { createRestoreCopy } from './storage/restore-copy.ts'
import { tellAboutFile } from './storage/tell-about-file.ts'
import { createSync } from './sync/create-sync.ts'
import { createProviderDirectory } from './workspaces/provider-directory.ts'
import { makeSampleEdits } from './workspaces/sample-edits.ts'
import { createSampleSandbox } from './workspaces/sample-sandbox.ts'
import { keepSandboxState } from './workspaces/sandbox-state.ts'
import { createWorkspaces } from './workspaces/workspaces.ts'

/** A refresh may take 15 s (oauth/token-endpoint.ts); the lock of a shared grant holds well beyond that. */
const refreshLockMs = 60_000

/** Wires the use cases and opens the workspace of the last time. Knows nothing of Electron. */
export async function startCore(ports: CorePorts): Promise<Core> {
  const { logger, notices, publish, now, random, masterKey } = ports
  const tell = (...events: Exclude<EventName, 'menuChosen' | 'noticeChosen'>[]): void =>
    events.forEach((event) => publish(event, {}))
  const { store, vault, vaultAt, vaultOpened } = await openCoreStore(ports, {
    reread: () => records.reread(),
    emptied: () => sync.emptied(),
    outboxEmptied: () => void outbox.rewriteAll(),
  })

  const folder = path.join(ports.dataDir, 'workspaces')
  const arrivals = createArrivals({ vault, folder })
  const workspaces = createWorkspaces({
    store,
    vault,
    folder,
    now,
    sampleNames: ports.sampleNames,
    beforeSwitch: () => {
      // What is signed in to from here belongs to the workspace that is left.
      connections.cancelConnect()
      return Promise.all([files.leave(), sync.leave(), outbox.leave()]).then(() => mirror.leave())
    },
    onNoneOpen: (reports, isCopyWanted) => {
      for (const report of reports) tellAboutFile(notices, report, isCopyWanted)
      tell('appStateChanged', 'accountsChanged', 'itemsChanged')
    },
    onRemovalUnfinished: (left) => notices.add('removal-unfinished', left),
    onOpened: async (workspace, report, isCopyWanted, outboxReport) => {
      for (const each of [report, outboxReport]) tellAboutFile(notices, each, isCopyWanted)
      if (masterKey.protection.state === 'persisted') ports.settings.setLastWorkspaceId(workspace.id)
      const isArrival = await arrivals.isUnopened(workspace.id)
      const outboxOpened = await outbox.open(isArrival || outboxReport.outcome === 'restored')
      if (!outboxOpened.ok) logger.error('outbox.not-read', { error: outboxOpened.error.kind })
      else if (isArrival) await arrivals.opened(workspace.id)
      await mirror.open()
      tell('appStateChanged', 'accountsChanged', 'itemsChanged', 'mirrorChanged')
      sync.schedule.begin(ports.settings.preferences().loadsAtStart)
      const at = path.join(folder, workspace.id)
      void finishRemovals(store, () => notices.add('removal-unfinished', at))
    },
  })

  const sandbox = createSampleSandbox({
    ...keepSandboxState(vault, logger),
    start: ports.startSandbox,
    logger,
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

  const provider = (id: ProviderId): Provider | null =>
    ports.providers.find(({ descriptor }) => descriptor.id === id) ?? null

  const mirrorPorts: MirrorPorts = {
    ...{ vault, workspaceId, records, directory, provider, logger, now, later, random },
    imported: createRedisRecord(vault, workspaceId),
    connections: () => connections,
    chooseFile: ports.chooseAuthorities,
    fetch: ports.connection.fetch,
    ...{ hosts: ports.hosts, isWorkingOffline },
    secrets: ports.secrets,
    clockMs: () => performance.now(),
    wait: (ms) => waitUnlessAborted(ms, undefined),
    deviceName: ports.deviceName,
    onChanged: () => publish('mirrorChanged', {}),
    onConnected: (...connected) => noteConnected(...connected),
    lockMs: refreshLockMs,
  }
  const mirror = createMirror(mirrorPorts)

  function noteConnected(account: Account, isKnown: boolean): void {
    sync.forget(account.id)
    publish('accountsChanged', {})
    sync.schedule.connected(account.id, isKnown)
    void outbox.connected(account.id)
  }

  const signIn = createSignIn({
    ...ports.connection,
    now,
    later,
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
    random,
    isWorkingOffline,
    onCall: (accountId) => sync.ledger.note(accountId),
    onAccountChanged: () => {
      publish('accountsChanged', {})
      publish('syncChanged', {})
    },
    onReachability: (accountId, isBack) => {
      publish('syncChanged', {})
      if (!isBack) return
      sync.schedule.freed(accountId)
      outbox.lifted(accountId)
    },
    shared: mirror.refreshOf,
    limitsOf: mirror.limitsOf,
    onConnected: (account, isKnown) => {
      mirror.changed(account)
      noteConnected(account, isKnown)
    },
  })

  const access = (id: AccountId): ReturnType<typeof connections.access> => connections.access(id)
  const sync = createSync({
    store,
    logger,
    publish,
    now,
    later,
    random,
    records,
    provider,
    access,
    reachability: (accountId) => connections.reachability(accountId),
    limits: (accountId) => connections.limits(accountId),
    isWorkingOffline,
    isMetered: () => ports.settings.preferences().isMetered,
    onEnded: (accountId) => void fillSample(accountId),
  })
  const outbox = createOutbox({
    store,
    logger,
    publish,
    now,
    later,
    random,
    ...(ports.outboxTimes === undefined ? {} : { times: ports.outboxTimes }),
    isWorkingOffline,
    provider,
    records,
    access,
  })

  const files = createFiles({
    ports,
    store,
    outbox,
    records,
    provider,
    ...{ vault, workspaces, arrivals },
  })

  /** Only where the app itself serves the sample: other servers have other contacts. */
  async function fillSample(accountId: AccountId): Promise<void> {
    if (ports.endpoints !== null || workspaces.current()?.isSample !== true) return
    const made = await makeSampleEdits({ store, outbox, now, edits: ports.sampleEdits() }, accountId)
    if (!made.ok) logger.warn('sample.not-edited', { error: made.error.kind })
  }

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

  async function openLast(): Promise<void> {
    const last = masterKey.protection.state === 'persisted' ? ports.settings.lastWorkspaceId() : null
    if (last === null) return
    const opened = await workspaces.open(last)
    if (!opened.ok) logger.warn('workspace.not-opened', { error: opened.error.kind })
  }

  /** What a backup or a restore left that was cut off by the end of the app. */
  async function leaveNothingHalf(): Promise<void> {
    // The next start tries again, and what lies there is in the cipher.
    await rm(workFolderOf(ports.dataDir), { recursive: true, force: true }).catch((thrown: unknown) =>
      logger.warn('backup.work-not-removed', fieldsOfThrown(thrown)),
    )
    const removed = await arrivals.removeUnfinished()
    if (!removed.ok) logger.warn('restore.not-removed', { error: removed.error.kind })
  }

  const restoreCopy = createRestoreCopy({
    store,
    notices,
    workspaces,
    vault: vaultOpened.ok && vaultOpened.value.outcome === 'too-new' ? vaultAt : null,
    onVaultOpened: () => records.reread(),
    openLast,
    onChanged: () => tell('appStateChanged', 'accountsChanged'),
  })

  const localApi = createLocalApi({ ...ports, vault, server: ports.localApi })

  await leaveNothingHalf()
  await openLast()

  const handlers = coreHandlers({
    ports,
    store,
    vault,
    workspaces,
    directory,
    records,
    connections,
    signIn,
    sync,
    outbox,
    files,
    provider,
    access,
    workspaceId,
    state,
    restoreCopy,
    localApi,
    mirror: { mirror, ports: mirrorPorts },
    tell,
  })
  ports.localApi.serve({
    ...handlers,
    workspaces,
    connect: (...asked) => connections.connect(...asked),
    isConnecting: () => connections.isConnecting(),
    store,
  })
  // Nobody waits for it: the window is there before programs are answered.
  localApi.begin().catch((thrown: unknown) => logger.error('local-api.not-begun', fieldsOfThrown(thrown)))

  return {
    handlers,
    resumed() {
      logger.info('app.resumed')
      signIn.checkDeadline()
      connections.resumed()
      mirror.resumed()
      sync.schedule.returned()
      outbox.lifted(null)
    },
    focused() {
      if (ports.settings.preferences().loadsOnFocus) sync.schedule.focused()
      outbox.lifted(null)
    },
    isBusy: () => files.isBusy() || signIn.status() !== null,
    async keepCopies() {
      // What is kept for the session alone is deleted at its end.
      if (masterKey.protection.state !== 'persisted') return true
      const kept = await store.call('keepCopies', {})
      if (!kept.ok) logger.warn('update.not-copied', { error: kept.error.kind })
      return kept.ok
    },
    async close() {
      ports.localApi.serve(null)
      // Side by side: a load that waits for a token goes on when there is one, and ends.
      await Promise.all([connections.close(), files.close(), sync.leave(), outbox.leave()])
      await mirror.leave()
      await sandbox.close()
      await store.close()
    },
  }
}
