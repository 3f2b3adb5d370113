import { app, nativeTheme, safeStorage, session } from 'electron'
import type { Fetch } from '../http/guarded-fetch.ts'
import type { Preferences } from '../../shared/model/preferences.ts'
import type { SafeStorageLike } from '../vault/safe-storage-cipher.ts'

/** What composing needs of Electron itself, so that `compose.ts` imports only this folder. */
export const desktop = {
  userDataDir: (): string => app.getPath('userData'),
  version: (): string => app.getVersion(),
  isPackaged: (): boolean => app.isPackaged,
  runtime: () => ({
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
  }),
  setTheme(theme: Preferences['theme']): void {
    nativeTheme.themeSource = theme
  },
  /** Ask it after `ready` only. */
  keyStore: (): SafeStorageLike => safeStorage,
  /**
   * Chromium's network (system proxy, PAC, certificates of the operating system) in a session of its own,
   * without cookies and without a cache on disk; the session of the pages has no network at all.
   */
  providerFetch(): Fetch {
    const providers = session.fromPartition('providers', { cache: false })
    return (input, init) => providers.fetch(input, init)
  },
}
