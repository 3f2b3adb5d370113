import type { Language } from '../../shared/language.ts'
import { isLoopbackAddress } from '../../shared/loopback-address.ts'
import { err } from '../../shared/result.ts'
import { listenForAnswer, type LoopbackListener } from './loopback-listener.ts'
import { portOf } from './loopback-place.ts'
import { openedIn, type OpenBrowser } from './open-browser.ts'
import type { SignInTransport } from './transport.ts'

/**
 * Sign-in in the user's own browser, which is sent back to a port of this computer. The port is open from
 * just before the browser is until the answer is there.
 */
export function createLoopbackTransport(
  openBrowser: OpenBrowser,
  language: () => Language = () => 'en',
  listen = listenForAnswer,
): SignInTransport {
  let latest: LoopbackListener | null = null
  let turn: Promise<unknown> = Promise.resolve()

  /** One after the other, and the one before gives its port back first, lingering or not. */
  function listenNext(...args: Parameters<typeof listenForAnswer>): ReturnType<typeof listenForAnswer> {
    const listening = turn.then(async () => {
      latest?.close()
      latest = await listen(...args)
      return latest
    })
    turn = listening.catch(() => undefined)
    return listening
  }

  return {
    async open({ redirectUris, authorizationUrl, onCallback, signal }) {
      const usable = redirectUris.filter(isLoopbackAddress)
      const listener = await listenNext(usable, onCallback, language)
      if (listener === null) return err({ kind: 'sign-in-ports-taken', ports: usable.map(portOf) })
      if (signal.aborted) {
        listener.close()
        return err({ kind: 'sign-in-cancelled' })
      }
      signal.addEventListener('abort', () => listener.finish(), { once: true })
      return openedIn(openBrowser, await authorizationUrl(listener.redirectUri), () => listener.finish())
    },
  }
}
