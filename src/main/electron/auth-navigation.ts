import type { Session, WebContents } from 'electron'
import { isLoopbackAddress } from '../../shared/loopback-address.ts'
import { isSamePlace } from '../oauth/attempt.ts'
import { isAppScheme } from '../oauth/redirect-address.ts'
import { refusesEmbedding } from './embedded-refusals.ts'

export interface AuthNavigation {
  readonly authorizationUrl: URL
  readonly redirectUri: URL
  readonly onCallback: (url: URL) => void
  /** The window is on its way to a host that refuses to be used in one. */
  readonly onRefused: (host: string) => void
}

/**
 * Two nets, one mesh: the registered redirect address is taken out of the browser, other main-frame pages
 * must be https. http is allowed for one origin only, that of an authorization page which is itself on
 * loopback: the sample workspace's.
 *
 * Navigation events come first. Refusing there leaves the page as it was, so that an answer that is not the
 * awaited one does not cost the user the page to sign in on; custom schemes and files are seen only there.
 * The requests are the second net, for whatever starts without such an event; what they refuse ends as a
 * blank page. A session has one listener for requests, the last one set: this is the only place that sets it.
 */
export function guardNavigation(contents: WebContents, authSession: Session, ports: AuthNavigation): void {
  const { authorizationUrl, redirectUri, onCallback, onRefused } = ports
  const isAllowed = (url: URL): boolean =>
    url.protocol === 'https:' || (isLoopbackAddress(url) && url.origin === authorizationUrl.origin)

  /** Whether the main frame must not go there; whoever waits for that is told. */
  const isCaught = (url: URL): boolean => {
    if (isSamePlace(url, redirectUri)) {
      onCallback(url)
      return true
    }
    if (!refusesEmbedding(url)) return false
    onRefused(url.host)
    return true
  }

  const guard = (event: { preventDefault(): void; url: string; isMainFrame: boolean }): void => {
    const url = URL.canParse(event.url) ? new URL(event.url) : null
    if (url === null || (event.isMainFrame && isCaught(url)) || !isAllowed(url)) event.preventDefault()
  }
  // Fires for every frame, the main frame included.
  contents.on('will-frame-navigate', guard)
  contents.on('will-redirect', guard)

  // No page gets a second window. One for signing in elsewhere is where a page would be stuck.
  contents.setWindowOpenHandler(({ url }) => {
    if (URL.canParse(url) && refusesEmbedding(new URL(url))) onRefused(new URL(url).host)
    return { action: 'deny' }
  })

  authSession.webRequest.onBeforeRequest(({ url: address, resourceType }, callback) => {
    const url = URL.canParse(address) ? new URL(address) : null
    if (url === null) return callback({ cancel: true })
    if (resourceType === 'mainFrame') return callback({ cancel: isCaught(url) || !isAllowed(url) })
    // Encrypted as well, and what some pages wait on for a second factor.
    const isHarmless = resourceType !== 'subFrame' && ['data:', 'blob:', 'wss:'].includes(url.protocol)
    callback({ cancel: !isHarmless && !isAllowed(url) })
  })

  // Chromium drops a redirect to a scheme that it does not know before anybody else hears of it.
  if (isAppScheme(redirectUri)) {
    authSession.webRequest.onHeadersReceived((details, callback) => {
      const { url: from, resourceType, responseHeaders = {} } = details
      const name = Object.keys(responseHeaders).find((header) => header.toLowerCase() === 'location')
      const location = name === undefined ? undefined : responseHeaders[name]?.[0]
      const isRedirect =
        resourceType === 'mainFrame' && location !== undefined && URL.canParse(location, from)
      callback({ cancel: isRedirect && isCaught(new URL(location, from)) })
    })
  }
}
