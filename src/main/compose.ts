import { mkdir, rm } from 'node:fs/promises'
import { mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import germanNotices from '../shared/copy/de/system-notices.json' with { type: 'json' }
import germanSample from '../shared/copy/de/sample.json' with { type: 'json' }
import englishNotices from '../shared/copy/en/system-notices.json' with { type: 'json' }
import englishSample from '../shared/copy/en/sample.json' with { type: 'json' }
import { eventChannel } from '../shared/ipc/channels.ts'
import type { EventName } from '../shared/ipc/types.ts'
import { type Language, languageOf, localeFor } from '../shared/language.ts'
import type { Config } from './config.ts'
import { startCore } from './core.ts'
import type { Core } from './core-ports.ts'
import { appOrigin, serveApp } from './electron/app-protocol.ts'
import { installMenu } from './electron/application-menu.ts'
import { chooseSmallFile } from './electron/choose-small-file.ts'
import { chooseOpenFile, chooseSaveFile } from './electron/choose-files.ts'
import { desktop } from './electron/desktop.ts'
import { createAuthWindow } from './electron/auth-window.ts'
import { startSandboxProcess, startStoreProcess } from './electron/child-processes.ts'
import { createIpcEdge, sendToWindows } from './electron/electron-ipc.ts'
import { openLogFile } from './electron/log-file.ts'
import { createMainWindow, renewPage, type AppWindow } from './electron/main-window.ts'
import { openPreferencesFile } from './electron/preferences-file.ts'
import { reloadAfterCrash, watchProcessFailures } from './electron/process-failures.ts'
import { onLeft, onResume } from './electron/power-monitor.ts'
import { installSessionPolicies } from './electron/session-policy.ts'
import { openPage, openSignInPage } from './electron/system-browser.ts'
import { systemNotifier } from './electron/system-notifier.ts'
import { createAppHandlers } from './ipc/app-handlers.ts'
import { createPublish, type Publish } from './ipc/publish.ts'
import { deferHandlers } from './ipc/defer-handlers.ts'
import { registerHandlers } from './ipc/register-handlers.ts'
import { createLocalApiServer } from './local-api/local-api-server.ts'
import { createLogger, fieldsOfThrown } from './logging/logger.ts'
import { createKnownSecrets } from './logging/redact.ts'
import { firstPaint } from './first-paint.ts'
import { later } from './later.ts'
import { createNotices } from './notices.ts'
import { deepLinkIn } from './oauth/deep-link.ts'
import { createLoopbackTransport } from './oauth/loopback-transport.ts'
import { createSchemeTransport } from './oauth/scheme-transport.ts'
import { chooseTransport } from './oauth/transport.ts'
import { providers } from './providers/registry.ts'
import { readSituation } from './read-situation.ts'
import { composeSettings } from './compose-settings.ts'
import { composeUpdates } from './compose-updates.ts'
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

/** The composition root: the only place that sees Electron and the use cases at once. */
export function compose(config: Config): Composed {
  const userData = desktop.userDataDir()
  const logDir = path.join(userData, 'logs')
  mkdirSync(logDir, { recursive: true, mode: 0o700 })
  const secrets = createKnownSecrets()
  const logFile = openLogFile(logDir, !desktop.isPackaged())
  const logger = createLogger(logFile.write, secrets, Date.now)
  const settings = openPreferencesFile(userData, (error) => {
    logger.warn('preferences.not-written', fieldsOfThrown(error))
  })
  desktop.setTheme(settings.preferences().theme)

  const developmentOrigin = config.rendererUrl === null ? null : new URL(config.rendererUrl).origin
  installSessionPolicies(developmentOrigin)
  const systemLocales = config.languages ?? desktop.languages()
  const locale = (): string => localeFor(settings.preferences().language, systemLocales)
  const language = (): Language => languageOf(locale())
  serveApp(fileURLToPath(new URL('../renderer', import.meta.url)), () =>
    firstPaint(settings.preferences(), locale(), systemLocales),
  )

  let window: AppWindow | null = null
  let noticePace: NodeJS.Timeout | null = null
  const isAppContents = (id: number): boolean =>
    window !== null && !window.isDestroyed() && window.webContents.id === id
  const send = createPublish((channel, payload) => sendToWindows(isAppContents, channel, payload))
  const publish: Publish = (name, payload) => {
    send(name, payload)
    if (noticedEvents.has(name)) noticePace ??= setTimeout(lookForNotices, noticePaceMs)
  }
  const notices = createNotices({ logger, now: Date.now, onChanged: () => publish('appStateChanged', {}) })
  watchProcessFailures(logger, notices)

  const ownSettings = {
    ...settings,
    setPreferences(changes: Parameters<typeof settings.setPreferences>[0]) {
      const next = settings.setPreferences(changes)
      updates.preferencesChanged()
      desktop.setTheme(next.theme)
      followMenu(next)
      return next
    },
  }
  const followMenu = installMenu(
    (command) => {
      // On macOS the menu outlives the window.
      if (window === null || window.isDestroyed()) focus()
      else sendToWindows(isAppContents, eventChannel('menuChosen'), { command })
    },
    !desktop.isPackaged(),
    settings.preferences(),
    language,
  )
  const about = { version: desktop.version(), runtime: desktop.runtime(), logDir }
  const outside = composeSettings({
    settings,
    logFile,
    logDir,
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

  // The window and the core start side by side; what the page asks meanwhile waits for the core.
  const core = createProtectedCore({
    folder: userData,
    cipher: createSafeStorageCipher(desktop.keyStore(), process.platform, desktop.ready()),
    startCore: openCore,
    startStore: () => startStoreProcess(logger),
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
      if (window !== null && !window.isDestroyed()) await renewPage(window)
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
    isFocused: () => window !== null && !window.isDestroyed() && window.isFocused(),
    copy: () => (language() === 'de' ? germanNotices : englishNotices),
    onChosen: (place) => {
      focus()
      publish('noticeChosen', { place })
    },
  })
  const allowedOrigins = [appOrigin, ...(developmentOrigin === null ? [] : [developmentOrigin])]
  registerHandlers(createIpcEdge(isAppContents, allowedOrigins, logger), handlers, logger)
  openWindow(config.startsHidden)
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

  function openWindow(isHidden: boolean): void {
    window = createMainWindow({
      language,
      isHidden,
      place: settings.windowPlace(),
      developmentUrl: config.rendererUrl,
      onPlaceChanged: (place) => settings.setWindowPlace(place),
      onFocused: () => void core.focused(),
      onUsed: () => idleLock.used(),
    })
    reloadAfterCrash(window, logger, notices)
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
      startStore: () => startStoreProcess(logger),
      startSandbox: () => startSandboxProcess(logger),
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

  function focus(): void {
    if (window === null || window.isDestroyed()) {
      openWindow(false)
      return
    }
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
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
