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
   * Chromium's network (system proxy, PAC, certificates of the operating system) in sessions of its own,
   * without cookies and without a cache on disk; the session of the pages has no network at all.
   *
   * When a kept connection breaks before the reply, Chromium sends the request again by itself, whatever its
   * method (`HttpNetworkTransaction::ShouldResendRequest`); on a new connection it never does. A code, a
   * refresh token or a new contact must not go out twice, so writes have a session of their own that keeps
   * no connection from one to the next.
   */
  providerFetch(): Fetch {
    const reads = session.fromPartition('providers', { cache: false })
    const writes = session.fromPartition('provider-writes', { cache: false })
    let writesUnderWay = 0
    return async (input, init) => {
      if ((init?.method ?? 'GET') === 'GET') return reads.fetch(input, init)
      writesUnderWay += 1
      try {
        // It would cut off the others.
        if (writesUnderWay === 1) await writes.closeAllConnections()
        return await writes.fetch(input, init)
      } finally {
        writesUnderWay -= 1
      }
    }
  },
}
