import { existsSync } from 'node:fs'
import path from 'node:path'
import { app, autoUpdater, clipboard, safeStorage } from 'electron'
import type { PackageOrigin } from '../updates/package-kind.ts'
import type { SafeStorageLike } from '../vault/safe-storage-cipher.ts'
import { createProviderFetch } from './provider-fetch.ts'
import { createSessionRules } from './session-rules.ts'

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
    appImage: process.env.APPIMAGE,
    hasUninstaller: existsSync(path.join(path.dirname(process.execPath), 'Uninstall Portolan.exe')),
  }),
  nativeUpdater: autoUpdater,
  quit: (): void => app.quit(),
  copyText: (text: string): void => void clipboard.writeText(text),
}
