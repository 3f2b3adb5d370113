import { err } from '../../shared/result.ts'
import { openedIn, type OpenBrowser } from './open-browser.ts'
import { isAppScheme } from './redirect-address.ts'
import type { CallbackOutcome, SignInPage, SignInTransport } from './transport.ts'

export interface SchemeTransport extends SignInTransport {
  /** What the system handed over. It can only be the answer to the sign-in that waits; nothing else happens. */
  receive(link: URL): CallbackOutcome
}

/**
 * Sign-in in the user's own browser, which is sent back to the app's own scheme: for providers and relays that
 * can redirect to one. Any program may claim the scheme, so the code alone is worth nothing (PKCE).
 */
export function createSchemeTransport(openBrowser: OpenBrowser): SchemeTransport {
  let waiting: SignInPage['onCallback'] | null = null

  return {
    async open({ redirectUris, authorizationUrl, onCallback, signal }) {
      const redirectUri = redirectUris.find(isAppScheme)
      if (redirectUri === undefined || signal.aborted) return err({ kind: 'sign-in-cancelled' })
      const end = (): void => {
        if (waiting === onCallback) waiting = null
      }
      waiting = onCallback
      signal.addEventListener('abort', end, { once: true })
      return openedIn(openBrowser, await authorizationUrl(redirectUri), end)
    },

    receive: (link) => waiting?.(link) ?? 'ignored',
  }
}
