import { randomUUID } from 'node:crypto'
import { BrowserWindow, session } from 'electron'
import { err, ok } from '../../shared/result.ts'
import type { SignInTransport } from '../oauth/transport.ts'
import { guardNavigation } from './auth-navigation.ts'
import type { SessionRules } from './session-rules.ts'

/**
 * Sign-in in a window of the app: a page of the provider in an in-memory session of its own, without
 * preload, with everything denied and the page's real origin in the native title. The redirect is caught
 * before it leaves the browser, so no port is opened. RFC 8252 advises against embedded sign-in; the
 * user's own browser is the other transport (docs/adr), and takes over by itself where a page refuses to
 * be embedded. What holds for every session, no permission, device, download or client certificate, is in
 * session-policy.ts.
 */
export function createAuthWindow(rules: SessionRules, onRequest: (address: string) => void): SignInTransport {
  return {
    async open({ redirectUris, authorizationUrl: addressFor, onCallback, onClosed, onRefused, signal }) {
      // Asked anew each time: the compiler does not see that it changes meanwhile.
      const isEnded = (): boolean => signal.aborted
      // No port is opened, so the first one serves.
      const [redirectUri] = redirectUris
      if (redirectUri === undefined) return err({ kind: 'bug' })
      const authorizationUrl = await addressFor(redirectUri)
      const authSession = session.fromPartition(`auth-${randomUUID()}`, { cache: false })
      authSession.setSSLConfig({ minVersion: 'tls1.2' })
      await rules.prepare(authSession)
      // Ended meanwhile: nobody is told of it any more, and no window may come up after that.
      if (isEnded()) return err({ kind: 'sign-in-cancelled' })
      authSession.webRequest.onSendHeaders(({ url }) => onRequest(url))
      const window = new BrowserWindow({
        width: 560,
        height: 760,
        title: titleOf(authorizationUrl),
        autoHideMenuBar: true,
        fullscreenable: false,
        webPreferences: {
          session: authSession,
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          devTools: false,
          disableDialogs: true,
          navigateOnDragDrop: false,
          spellcheck: false,
        },
      })
      const closing = { isOurs: false }
      let cleaning: Promise<void> | null = null
      const clean = (): Promise<void> => (cleaning ??= cleanUp())
      const cleanUp = async (): Promise<void> => {
        closing.isOurs = true
        if (!window.isDestroyed()) window.destroy()
        await authSession.closeAllConnections()
        await authSession.clearAuthCache()
        await authSession.clearData()
      }

      // Widened: only the callback sets it, which the compiler does not follow.
      let isAnswered = false as boolean
      guardNavigation(window.webContents, authSession, {
        authorizationUrl,
        redirectUri,
        onCallback: (url) => {
          if (onCallback(url) !== 'ignored') isAnswered = true
        },
        onRefused,
      })
      showRealOrigin(window)
      // A page that wants to be asked before it goes keeps its window open in Electron, without a word.
      window.webContents.on('will-prevent-unload', (event) => event.preventDefault())
      window.on('closed', () => {
        // `destroy` tells it too: the page that cannot be reached is not one that the user closed.
        if (!closing.isOurs) onClosed()
        void clean()
      })
      signal.addEventListener('abort', () => void clean(), { once: true })

      try {
        await window.loadURL(authorizationUrl.href)
      } catch (error) {
        // Not when the answer came at once, or when the attempt ended meanwhile: then it has done its job.
        if (!isAnswered && !isEnded() && hasNothingToShow(window, error)) {
          await clean()
          return err({ kind: 'sign-in-unreachable', host: authorizationUrl.host })
        }
      }
      return ok({
        link: authorizationUrl,
        openAgain: async () => {
          if (!window.isDestroyed()) window.focus()
          return ok(null)
        },
        close: clean,
      })
    },
  }
}

/**
 * After a first load that failed: a page that another one took over from ends as `ERR_ABORTED`, and then that
 * one is there; after anything else Chromium's error page is, which is blank in Electron.
 */
function hasNothingToShow(window: BrowserWindow, error: unknown): boolean {
  if (window.isDestroyed()) return false
  const isTakenOver = error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED'
  return !isTakenOver || window.webContents.getURL() === ''
}

/** The native title is ours, so a page cannot pass itself off as another one. */
function showRealOrigin(window: BrowserWindow): void {
  window.on('page-title-updated', (event) => event.preventDefault())
  const show = (): void => {
    const url = window.webContents.getURL()
    if (URL.canParse(url)) window.setTitle(titleOf(new URL(url)))
  }
  window.webContents.on('did-navigate', show)
  window.webContents.on('did-redirect-navigation', show)
}

const titleOf = (url: URL): string => `${url.origin} – Portolan`
