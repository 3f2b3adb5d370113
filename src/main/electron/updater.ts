import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Library from 'electron-updater'
import type { AppUpdater, UpdateInfo } from 'electron-updater'
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js'
import type { Logger } from '../logging/logger.ts'
import type { FeedFile, SignedUpdate } from '../updates/signed-feed.ts'
import type { UpdateInstaller } from '../updates/updates.ts'

// The only file that imports electron-updater. It is given the one file that the signed feed names, and a way to download
// it; it asks no server itself, and nothing that it would read from one decides anything (docs/adr/0036).

/** What electron-updater knows of the app; its own way is to ask Electron. */
type AppAdapter = ConstructorParameters<typeof Library.AppImageUpdater>[1]

export interface UpdaterPorts {
  readonly logger: Logger
  readonly platform: NodeJS.Platform
  /** Squirrel.Mac of Electron; used on macOS alone. */
  readonly native: {
    once(event: 'update-downloaded', listener: () => void): unknown
    once(event: 'error', listener: (error: Error) => void): unknown
    checkForUpdates(): void
    quitAndInstall(): void
  }
  /** Takes back that the app runs once only; the newer version would end itself while this one is still ending. */
  readonly letAnotherStart: () => void
  readonly adapter?: AppAdapter
}

/** Loads electron-updater when there is something to install, never at the start of the app. */
export function createUpdateInstaller(ports: UpdaterPorts): UpdateInstaller {
  let held: AppUpdater | null = null
  return {
    async prepare(update, file, download) {
      const library = await import('electron-updater')
      const updater = newUpdater(library, ports)
      quieten(updater, ports.logger)
      const source = pathToFileURL(path.join(path.sep, file.url))
      const info = infoOf(update, file)
      class SignedProvider extends library.Provider<UpdateInfo> {
        // Its own is protected, where `setFeedURL` wants one to call.
        public constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
          super(runtime)
        }
        getLatestVersion(): Promise<UpdateInfo> {
          return Promise.resolve(info)
        }
        resolveFiles() {
          return [{ url: source, info: { url: file.url, sha512: file.sha512, size: file.size } }]
        }
      }
      updater.setFeedURL({ provider: 'custom', updateProvider: SignedProvider })
      // In place of its own requests, which follow any redirect and know no length.
      Object.defineProperty(updater, 'httpExecutor', {
        value: { download: (_from: URL, target: string) => download(target) },
      })
      const checked = await updater.checkForUpdates()
      if (checked?.isUpdateAvailable !== true) throw new Error('electron-updater does not take the update')
      const [ready] = await updater.downloadUpdate()
      // Squirrel.Mac answers nothing; it is handed the file that lies in the cache.
      const lies = ready ?? cachedFile(updater)
      held = updater
      return lies
    },
    async install(startsAgain) {
      if (held === null) throw new Error('no update was prepared')
      if (ports.platform !== 'darwin') {
        const { BaseUpdater } = await import('electron-updater')
        if (!(held instanceof BaseUpdater)) throw new Error('electron-updater has no installer here')
        if (startsAgain) ports.letAnotherStart()
        if (!held.install(true, startsAgain)) throw new Error('the installer was not started')
        return null
      }
      await staged(ports.native)
      return startsAgain ? () => ports.native.quitAndInstall() : null
    },
  }
}

function newUpdater(library: typeof Library, { platform, adapter }: UpdaterPorts): AppUpdater {
  if (platform === 'darwin') return new library.MacUpdater()
  if (platform === 'win32') return new library.NsisUpdater()
  return new library.AppImageUpdater(null, adapter)
}

/** Nothing happens by itself: when what is fetched and installed is decided in src/main/updates. */
function quieten(updater: AppUpdater, logger: Logger): void {
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.allowDowngrade = false
  // Both would read more from the server than what was signed.
  updater.disableDifferentialDownload = true
  updater.disableWebInstaller = true
  const note = (message?: unknown): void => logger.info('update.library', { message: String(message) })
  updater.logger = { info: note, warn: note, error: note }
}

function infoOf({ version }: SignedUpdate, file: FeedFile): UpdateInfo {
  const files = [{ url: file.url, sha512: file.sha512, size: file.size }]
  // The rest of the type is what earlier versions of electron-updater read where there are no files.
  const info: Omit<UpdateInfo, 'path' | 'sha512'> = { version, files, releaseDate: '' }
  return info as UpdateInfo
}

function cachedFile(updater: AppUpdater): string {
  const helper: unknown = Reflect.get(updater, 'downloadedUpdateHelper')
  const file: unknown = helper instanceof Object ? Reflect.get(helper, 'file') : null
  if (typeof file !== 'string') throw new Error('electron-updater does not say where the file lies')
  return file
}

/** Hands the file to Squirrel.Mac, which replaces the app once it has ended. */
function staged(native: UpdaterPorts['native']): Promise<void> {
  return new Promise((resolve, reject) => {
    native.once('update-downloaded', resolve)
    native.once('error', reject)
    native.checkForUpdates()
  })
}
