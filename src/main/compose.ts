import { mkdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import germanNotices from '../shared/copy/de/system-notices.json' with { type: 'json' }
import germanSample from '../shared/copy/de/sample.json' with { type: 'json' }
import englishNotices from '../shared/copy/en/system-notices.json' with { type: 'json' }
import englishSample from '../shared/copy/en/sample.json' with { type: 'json' }
import type { EventName } from '../shared/ipc/types.ts'
import type { Config } from './config.ts'
import { startCore } from './core.ts'
import type { Core } from './core-ports.ts'
import { chooseSmallFile } from './electron/choose-small-file.ts'
import { chooseOpenFile, chooseSaveFile } from './electron/choose-files.ts'
import { desktop } from './electron/desktop.ts'
import { createAuthWindow } from './electron/auth-window.ts'
import { startSandboxProcess, startStoreProcess } from './electron/child-processes.ts'
import { renewPage } from './electron/main-window.ts'
import { onLeft, onResume } from './electron/power-monitor.ts'
import { openPage, openSignInPage } from './electron/system-browser.ts'
import { systemNotifier } from './electron/system-notifier.ts'
import { createAppHandlers } from './ipc/app-handlers.ts'
import type { Publish } from './ipc/publish.ts'
import { deferHandlers } from './ipc/defer-handlers.ts'
import { registerHandlers } from './ipc/register-handlers.ts'
import { createLocalApiServer } from './local-api/local-api-server.ts'
import type { Frame } from './frame.ts'
import { later } from './later.ts'
import { deepLinkIn } from './oauth/deep-link.ts'
import { createLoopbackTransport } from './oauth/loopback-transport.ts'
import { createSchemeTransport } from './oauth/scheme-transport.ts'
import { chooseTransport } from './oauth/transport.ts'
import { providers } from './providers/registry.ts'
import { readSituation } from './read-situation.ts'
import { composeSettings } from './compose-settings.ts'
import { composeUpdates } from './compose-updates.ts'
import type { StoreProcess } from './store/store-host.ts'
import { createSystemNotices } from './system-notices.ts'
import { userName } from './user-name.ts'
import { createIdleLock } from './vault/idle-lock.ts'
import { createProtectedCore } from './vault/protected-core.ts'
import type { MasterKey } from './vault/master-key.ts'
import { createSafeStorageCipher } from './vault/safe-storage-cipher.ts'

export interface Composed {
  focus(): void
  /** Arguments that the system started the app with: a link among them may be the answer to a sign-in. */
  receiveArguments(argv: readonly string[]): void
  /** Answers what ends the app in place of a plain quit, where an update was installed that wants it so; else null. */
  close(): Promise<(() => void) | null>
}

/**
 * Closing takes moments; only a key store that asks and is not answered, or a dead network, takes longer. More
 * than a refresh may take (oauth/token-endpoint.ts): what it brings may be the only good refresh token.
 */
const closeDeadlineMs = 20_000

/** A large store takes a while to copy; beyond this the update waits for another time. */
const copyDeadlineMs = 180_000

/** What may need the user; while a load runs they come often, and are looked at this often at most. */
const noticedEvents: ReadonlySet<EventName> = new Set(['outboxChanged', 'accountsChanged', 'syncChanged'])
const noticePaceMs = 2_000

/** False when the work failed or was not done in time. */
async function withinDeadline(work: Promise<unknown>, deadlineMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), deadlineMs)
  })
  const done = work.then(
    () => true,
    () => false,
  )
  const outcome = await Promise.race([done, tooLate])
  clearTimeout(timer)
  return outcome
}

/** The composition root: the only place that sees Electron and the use cases at once. The frame is there already. */
export function compose(config: Config, frame: Frame): Composed {
  const { codeFolder, userData, logDir, secrets, logFile, logger, settings, notices, language, focus } = frame
  let noticePace: NodeJS.Timeout | null = null
  const publish: Publish = (name, payload) => {
    frame.send(name, payload)
    if (noticedEvents.has(name)) noticePace ??= setTimeout(lookForNotices, noticePaceMs)
  }
  const ownSettings = {
    ...settings,
    setPreferences(changes: Parameters<typeof settings.setPreferences>[0]) {
      const next = settings.setPreferences(changes)
      updates.preferencesChanged()
      frame.follow(next)
      return next
    },
  }
  const about = { version: desktop.version(), runtime: desktop.runtime(), logDir }
  const outside = composeSettings({
    settings,
    logFile,
    logDir,
    factsFile: pathToFileURL(path.join(codeFolder, 'build-facts.json')),
    logger,
    secrets,
    handlers: () => core.handlers(),
  })
  const updates = composeUpdates({
    preferences: settings.preferences,
    fetch: outside.fetch,
    logger,
    onChanged: () => publish('updatesChanged', {}),
  })
  const localApi = createLocalApiServer({
    version: desktop.version(),
    logger,
    language,
    openBrowser: openSignInPage,
  })
  const transports = {
    window: createAuthWindow(outside.rules, outside.onPageRequest),
    loopback: createLoopbackTransport(openSignInPage, language, localApi.listenForAnswer),
    scheme: createSchemeTransport(openSignInPage),
  }

  let earlyStore: StoreProcess | null = frame.store
  const startStore = (): StoreProcess => {
    const started = earlyStore ?? startStoreProcess(codeFolder, logger)
    earlyStore = null
    return started
  }

  // The window and the core start side by side; what the page asks meanwhile waits for the core.
  const core = createProtectedCore({
    folder: userData,
    cipher: createSafeStorageCipher(desktop.keyStore(), process.platform, desktop.ready()),
    startCore: openCore,
    startStore,
    about: () => ({
      ...about,
      dataDir: userData,
      preferences: settings.preferences(),
      notices: notices.list(),
    }),
    app: createAppHandlers({ setPreferences: ownSettings.setPreferences, notices, logger, publish }),
    logger,
    publish,
    wait,
    clearPage: async () => {
      const window = frame.window()
      if (window !== null) await renewPage(window)
    },
  })
  const idleLock = createIdleLock({
    minutes: () => settings.preferences().lockMinutes,
    now: Date.now,
    later,
    lock: (isPutOff) => void core.lock(isPutOff),
  })
  const handlers = deferHandlers(async () => ({
    ...(await core.handlers()),
    ...outside.handlers,
    updates: updates.handlers,
  }))
  const systemNotices = createSystemNotices({
    notifier: systemNotifier,
    read: () => readSituation(handlers),
    isWanted: () => settings.preferences().hasSystemNotices,
    isFocused: () => frame.window()?.isFocused() === true,
    copy: () => (language() === 'de' ? germanNotices : englishNotices),
    onChosen: (place) => {
      focus()
      publish('noticeChosen', { place })
    },
  })
  registerHandlers(frame.edge, handlers, logger)
  frame.edge.open()
  frame.listen({ onFocused: () => void core.focused(), onUsed: () => idleLock.used() })
  updates.begin()
  onResume(() => void core.resumed())
  onLeft(idleLock.left)
  logger.info('app.started', {
    version: desktop.version(),
    electron: desktop.runtime().electron,
    platform: process.platform,
    isPackaged: desktop.isPackaged(),
  })

  function sample(): typeof englishSample {
    return language() === 'de' ? germanSample : englishSample
  }

  async function openCore(masterKey: MasterKey): Promise<Core> {
    const sessionRoot = path.join(userData, 'session-only')
    // Left over when a session without protection crashed: nobody has the key any more.
    await rm(sessionRoot, { recursive: true, force: true })
    const isKept = masterKey.protection.state === 'persisted'
    const dataDir = isKept ? userData : sessionRoot
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    return startCore({
      masterKey,
      dataDir,
      providers,
      endpoints: config.endpoints,
      startStore,
      startSandbox: () => startSandboxProcess(codeFolder, logger),
      connection: {
        fetch: outside.fetch,
        transport: chooseTransport(transports),
      },
      hosts: outside.hosts,
      localApi,
      copyText: desktop.copyText,
      openPage,
      chooseEnvFile: () => chooseSmallFile(true),
      chooseAuthorities: () => chooseSmallFile(false),
      deviceName: hostname,
      chooseOpenFile,
      chooseSaveFile,
      settings: ownSettings,
      about: { ...about, dataDir },
      sampleEdits: () => sample().edits,
      sampleNames: () => ({
        user: userName() || sample().user,
        organisation: sample().organisation,
      }),
      logger,
      secrets,
      notices,
      publish,
      now: Date.now,
      random: Math.random,
    })
  }

  async function copied(): Promise<boolean> {
    let isCopied = false
    const isInTime = await withinDeadline(
      core.keepCopies().then((kept) => (isCopied = kept)),
      copyDeadlineMs,
    )
    return isInTime && isCopied
  }

  function lookForNotices(): void {
    noticePace = null
    void systemNotices.changed()
  }

  return {
    focus,
    receiveArguments(argv) {
      const link = deepLinkIn(argv)
      // Its query is in no log: it may hold a code.
      if (link !== null) logger.info('deep-link.received', { outcome: transports.scheme.receive(link) })
    },
    async close() {
      if (noticePace !== null) clearTimeout(noticePace)
      idleLock.close()
      updates.stop()
      earlyStore?.kill()
      // Before anything is closed: the store that is open has the keys.
      const isInstallDue = updates.isInstallDue() && (await copied())
      const isDone = await withinDeadline(
        // Side by side, and each to its end: a program that does not end its request, or a server that fails to close,
        // must not keep the store from being closed.
        Promise.allSettled([localApi.close(), core.close()]),
        closeDeadlineMs,
      )
      // Nothing there in a protected session; without protection this is the promise "nothing is kept".
      await rm(path.join(userData, 'session-only'), { recursive: true, force: true })
      logger.info('app.closed', { isDone })
      return isInstallDue && isDone ? updates.install() : null
    },
  }
}
