import { existsSync } from 'node:fs'
import path from 'node:path'
import { app, autoUpdater, clipboard, safeStorage } from 'electron'
import type { LoginItem } from '../login-start/login-start.ts'
import type { PackageOrigin } from '../updates/package-kind.ts'
import type { SafeStorageLike } from '../vault/safe-storage-cipher.ts'
import { ownAppImage } from './own-app-image.ts'
import { createProviderFetch } from './provider-fetch.ts'
import { createSessionRules } from './session-rules.ts'

/** Windows compares them; macOS takes none. */
const loginArguments = process.platform === 'win32' ? { args: ['--hidden'] } : {}

/** What composing needs of Electron itself, so that `compose.ts` imports only this folder. */
export const desktop = {
  version: (): string => app.getVersion(),
  isPackaged: (): boolean => app.isPackaged,
  /** Whether it was packed with another Electron than the declared one; scripts/package.mjs leaves this mark. */
  isStandIn: (): boolean => existsSync(path.join(process.resourcesPath, 'not-for-release')),
  runtime: () => ({
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
  }),
  /** Ask it after `ready` only. */
  keyStore: (): SafeStorageLike => safeStorage,
  ready: (): Promise<void> => app.whenReady(),
  providerFetch: createProviderFetch,
  sessionRules: createSessionRules,
  /** What says how this package is updated (src/main/updates/package-kind.ts). */
  packageOrigin: (): PackageOrigin => ({
    platform: process.platform,
    arch: process.arch,
    appImage: ownAppImage(process.env, process.execPath),
    hasUninstaller: existsSync(path.join(path.dirname(process.execPath), 'Uninstall Portolan.exe')),
  }),
  /** What starts the app; an AppImage is another file than the program in it. */
  programFile: (): string => ownAppImage(process.env, process.execPath) ?? process.execPath,
  /** Of the user's settings: `$XDG_CONFIG_HOME` on Linux (electronjs.org, `app.getPath`). */
  configHome: (): string => app.getPath('appData'),
  /** What macOS and Windows start at login. */
  loginItem: {
    get(): LoginItem {
      const { openAtLogin, executableWillLaunchAtLogin, status } = app.getLoginItemSettings(loginArguments)
      const isOn = process.platform === 'win32' ? openAtLogin && executableWillLaunchAtLogin : openAtLogin
      return { isOn, needsApproval: process.platform === 'darwin' && status === 'requires-approval' }
    },
    set(isOn: boolean): void {
      app.setLoginItemSettings({ ...loginArguments, openAtLogin: isOn })
    },
  },
  nativeUpdater: autoUpdater,
  letAnotherStart: (): void => app.releaseSingleInstanceLock(),
  quit: (): void => app.quit(),
  copyText: (text: string): void => void clipboard.writeText(text),
}
