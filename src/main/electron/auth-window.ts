import { randomUUID } from 'node:crypto'
import { BrowserWindow, session, type Session } from 'electron'
import { err, ok } from '../../shared/result.ts'
import type { SignInTransport } from '../oauth/transport.ts'

/**
 * Sign-in in a window of the app: a page of the provider in an in-memory session of its own, without
 * preload, with everything denied and the page's real origin in the native title. The redirect is caught
 * before it leaves the browser, so no port is opened. RFC 8252 advises against embedded sign-in; the
 * user's own browser is the other transport (docs/adr).
 */
export function createAuthWindow(): SignInTransport {
  return {
    async open({ redirectUris, authorizationUrl: addressFor, onCallback, onClosed, signal }) {
      // No port is opened, so the first one serves.
      const [redirectUri] = redirectUris
      if (redirectUri === undefined) return err({ kind: 'bug' })
      const authorizationUrl = await addressFor(redirectUri)
      const authSession = session.fromPartition(`auth-${randomUUID()}`, { cache: false })
      authSession.setSSLConfig({ minVersion: 'tls1.2' })
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
        await authSession.clearData()
      }

      // Widened: only the callback sets it, which the compiler does not follow.
      let isAnswered = false as boolean
      catchRedirect(authSession, window, authorizationUrl, redirectUri, (url) => {
        if (onCallback(url) !== 'ignored') isAnswered = true
      })
      showRealOrigin(window)
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
        if (!isAnswered && !signal.aborted && hasNothingToShow(window, error)) {
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

/**
 * Two nets, one mesh: the registered redirect address is taken out of the browser, other main-frame pages
 * must be https. http is allowed for one origin only, that of an authorization page which is itself on
 * loopback: the sample workspace's.
 *
 * Navigation events come first. Refusing there leaves the page as it was, so that an answer that is not the
 * awaited one does not cost the user the page to sign in on; custom schemes and files are seen only there.
 * The requests are the second net, for whatever starts without such an event; what they refuse ends as a
 * blank page.
 */
function catchRedirect(
  authSession: Session,
  window: BrowserWindow,
  authorizationUrl: URL,
  redirectUri: URL,
  onCallback: (url: URL) => void,
): void {
  const isRedirect = (url: URL): boolean =>
    url.origin === redirectUri.origin && url.pathname === redirectUri.pathname
  const isAllowed = (url: URL): boolean =>
    url.protocol === 'https:' || (url.protocol === 'http:' && url.origin === authorizationUrl.origin)

  const guard = (event: { preventDefault(): void; url: string; isMainFrame: boolean }): void => {
    const url = URL.canParse(event.url) ? new URL(event.url) : null
    const isAnswer = url !== null && event.isMainFrame && isRedirect(url)
    if (url !== null && isAllowed(url) && !isAnswer) return
    event.preventDefault()
    if (isAnswer) onCallback(url)
  }
  // Fires for every frame, the main frame included.
  window.webContents.on('will-frame-navigate', guard)
  window.webContents.on('will-redirect', guard)

  authSession.webRequest.onBeforeRequest((details, callback) => {
    const url = URL.canParse(details.url) ? new URL(details.url) : null
    if (url !== null && details.resourceType === 'mainFrame' && isRedirect(url)) {
      callback({ cancel: true })
      onCallback(url)
      return
    }
    const isPage = details.resourceType === 'mainFrame' || details.resourceType === 'subFrame'
    callback({ cancel: url === null || (isPage ? !isAllowed(url) : !isHarmless(url) && !isAllowed(url)) })
  })
}

const isHarmless = (url: URL): boolean => url.protocol === 'data:' || url.protocol === 'blob:'

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
