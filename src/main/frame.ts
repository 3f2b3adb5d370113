import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { contractNames } from '../shared/ipc/built-in-names.ts'
import { eventChannel, invokeChannel } from '../shared/ipc/channels.ts'
import { type Language, languageOf, localeFor } from '../shared/language.ts'
import type { Config } from './config.ts'
import { appOrigin, serveApp } from './electron/app-protocol.ts'
import { installMenu } from './electron/application-menu.ts'
import { startStoreProcess } from './electron/child-processes.ts'
import { createIpcEdge, sendToWindows, type EarlyEdge } from './electron/electron-ipc.ts'
import { openLogFile, type LogFile } from './electron/log-file.ts'
import { createMainWindow, type AppWindow } from './electron/main-window.ts'
import type { PreferencesFile } from './electron/preferences-file.ts'
import { reloadAfterCrash, watchProcessFailures } from './electron/process-failures.ts'
import { installSessionPolicies } from './electron/session-policy.ts'
import { systemFacts } from './electron/system-facts.ts'
import { firstPaint } from './first-paint.ts'
import { createPublish, type Publish } from './ipc/publish.ts'
import { createLogger, fieldsOfThrown, type Logger } from './logging/logger.ts'
import { createKnownSecrets, type KnownSecrets } from './logging/redact.ts'
import { createNotices, type Notices } from './notices.ts'
import type { StoreProcess } from './store/store-host.ts'

/** What there is as soon as the window is: everything that does not have to wait for the rest of the app's code. */
export interface Frame {
  /** Where the build has its entries: the processes of the app lie there. */
  readonly codeFolder: string
  readonly userData: string
  readonly logDir: string
  readonly secrets: KnownSecrets
  readonly logFile: LogFile
  readonly logger: Logger
  readonly settings: PreferencesFile
  readonly notices: Notices
  /** Tells the page. */
  readonly send: Publish
  readonly edge: EarlyEdge
  /** Started beside the window, for whoever needs the first one. */
  readonly store: StoreProcess
  language(): Language
  /** The menu and the theme follow the preferences. */
  follow(preferences: ReturnType<PreferencesFile['preferences']>): void
  /** Null where there is none that is still there. */
  window(): AppWindow | null
  /** Brings the window to the front; opens one where it was closed. */
  focus(): void
  /** Who hears from now on what the window is told. */
  listen(listeners: WindowListeners): void
  /** The page has all its code, or will not have it soon: what main does now, it does beside the page. */
  readonly pageServed: Promise<void>
}

interface WindowListeners {
  readonly onFocused: () => void
  readonly onUsed: () => void
}

/** The largest of what the page loads first (electron.vite.config.ts). A development server has none. */
const startChunk = '/assets/start-'

/** A page that does not load at all must not keep the rest from its start. */
const pageDeadlineMs = 2_000

/**
 * Opens the window, and nothing that it does not need: the page's code is loaded and drawn in its own process while main
 * goes on (`compose.ts`).
 */
export function openFrame(config: Config, codeFolder: string, settings: PreferencesFile): Frame {
  const userData = systemFacts.userDataDir()
  const logDir = path.join(userData, 'logs')
  mkdirSync(logDir, { recursive: true, mode: 0o700 })
  const secrets = createKnownSecrets()
  const logFile = openLogFile(logDir, !systemFacts.isPackaged())
  const logger = createLogger(logFile.write, secrets, Date.now)
  // Before the window: it has the longest way to the first rows, and most of that is Node's own start.
  const store = startStoreProcess(codeFolder, logger)
  settings.onFailure((error) => {
    logger.warn('preferences.not-written', fieldsOfThrown(error))
  })
  systemFacts.setTheme(settings.preferences().theme)

  const developmentOrigin = config.rendererUrl === null ? null : new URL(config.rendererUrl).origin
  installSessionPolicies(developmentOrigin)
  const systemLocales = config.languages ?? systemFacts.languages()
  const locale = (): string => localeFor(settings.preferences().language, systemLocales)
  const language = (): Language => languageOf(locale())
  const codeServed = Promise.withResolvers<null>()
  serveApp(
    path.join(codeFolder, '../renderer'),
    () => firstPaint(settings.preferences(), locale(), systemLocales),
    {
      served(name) {
        if (name.startsWith(startChunk)) codeServed.resolve(null)
      },
      failed: (thrown) => logger.error('page.file-not-read', fieldsOfThrown(thrown)),
    },
  )

  let opened: AppWindow | null = null
  let listeners: WindowListeners | null = null
  const window = (): AppWindow | null => (opened?.isDestroyed() === true ? null : opened)
  const isAppContents = (id: number): boolean => window()?.webContents.id === id
  const send = createPublish((channel, payload) => sendToWindows(isAppContents, channel, payload))
  const notices = createNotices({ logger, now: Date.now, onChanged: () => send('appStateChanged', {}) })
  watchProcessFailures(logger, notices)
  const edge = createIpcEdge(
    Object.entries(contractNames.endpoints).flatMap(([domain, names]) =>
      names.map((name) => invokeChannel(domain, name)),
    ),
    isAppContents,
    [appOrigin, ...(developmentOrigin === null ? [] : [developmentOrigin])],
    logger,
  )
  open(config.startsHidden)
  // Putting it up takes a while, in which the page's process starts.
  const followMenu = installMenu(
    (command) => {
      // On macOS the menu outlives the window.
      if (window() === null) focus()
      else sendToWindows(isAppContents, eventChannel('menuChosen'), { command })
    },
    !systemFacts.isPackaged(),
    settings.preferences(),
    language,
  )

  function open(isHidden: boolean): void {
    opened = createMainWindow({
      preload: path.join(codeFolder, '../preload/index.cjs'),
      language,
      isHidden,
      place: settings.windowPlace(),
      developmentUrl: config.rendererUrl,
      onPlaceChanged: (place) => settings.setWindowPlace(place),
      onFocused: () => listeners?.onFocused(),
      onUsed: () => listeners?.onUsed(),
    })
    reloadAfterCrash(opened, logger, notices)
  }

  function focus(): void {
    const shown = window()
    if (shown === null) {
      open(false)
      return
    }
    if (shown.isMinimized()) shown.restore()
    shown.show()
    shown.focus()
  }

  return {
    codeFolder,
    userData,
    logDir,
    secrets,
    logFile,
    logger,
    settings,
    notices,
    send,
    edge,
    store,
    language,
    follow(preferences) {
      systemFacts.setTheme(preferences.theme)
      followMenu(preferences)
    },
    window,
    focus,
    listen(next) {
      listeners = next
    },
    pageServed: soonerOf(Promise.race([codeServed.promise, edge.asked]), pageDeadlineMs),
  }
}

function soonerOf(event: Promise<unknown>, deadlineMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, deadlineMs)
    void event.then(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
