import type { Language } from '../../shared/language.ts'
import { createLoopbackAnswers } from './loopback-answers.ts'
import { loopbackHosts, portOf } from './loopback-place.ts'
import { closeServers, listenOnEach, type LoopbackLimits } from './loopback-server.ts'
import type { SignInPage } from './transport.ts'

const limits: LoopbackLimits = {
  slowestMs: 5_000,
  // Longer than any code and state, and short enough that nobody can fill the memory.
  longestHeadBytes: 8 * 1024,
  // More than a browser opens.
  mostConnections: 64,
}
/** Browsers reload, and fetch the page that they are sent to. */
export const lingerMs = 5_000

/** Listens at one redirect address for the answer to one sign-in. */
export interface LoopbackListener {
  readonly redirectUri: URL
  /** Nobody waits any more: closes, but not before the browser has seen where it ends. */
  finish(): void
  close(): void
}

/**
 * Listens at the first of the addresses that can be had, on every address family of its host name. Null when
 * none can: somebody else holds the ports. Its pages are in the language of the moment.
 */
export async function listenForAnswer(
  redirectUris: readonly URL[],
  onCallback: SignInPage['onCallback'],
  language: () => Language = () => 'en',
): Promise<LoopbackListener | null> {
  for (const redirectUri of redirectUris) {
    const listener = await listenAt(redirectUri, onCallback, language)
    if (listener !== null) return listener
  }
  return null
}

async function listenAt(
  redirectUri: URL,
  onCallback: SignInPage['onCallback'],
  language: () => Language,
): Promise<LoopbackListener | null> {
  const answers = createLoopbackAnswers(redirectUri, onCallback, language)
  const hosts = loopbackHosts[redirectUri.hostname] ?? []
  const servers = await listenOnEach(hosts, portOf(redirectUri), limits, answers.answer)
  if (servers === null) return null
  let closing: NodeJS.Timeout | null = null
  const close = (): void => {
    if (closing !== null) clearTimeout(closing)
    closeServers(servers)
  }
  return {
    redirectUri,
    finish() {
      if (closing !== null) return
      if (!answers.isAnswered()) {
        close()
        return
      }
      // Neither a quit nor a test has to wait for it.
      for (const server of servers) server.unref()
      closing = setTimeout(close, lingerMs).unref()
    },
    close,
  }
}
