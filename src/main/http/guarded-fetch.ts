import { isLoopbackAddress } from '../../shared/loopback-address.ts'
import { readBody, untilAborted } from './read-body.ts'
import { connectionFailure, TransportFailure } from './transport-failure.ts'

export { TransportFailure }

/** `fetch`, as Node has it and as Electron's `net.fetch` is. */
export type Fetch = (address: string, init?: RequestInit) => Promise<Response>

export interface FetchLimits {
  /** From the call to the last byte of the body. */
  readonly deadlineMs: number
  /** Of the body, decompressed. */
  readonly maxBytes: number
  /** The one http origin that may be reached, see {@link loopbackOriginOf}; null for https only. */
  readonly loopbackOrigin: string | null
}

/** The address's origin if it is plain http to exactly one of this computer's own names, else null. */
export function loopbackOriginOf(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  return isLoopbackAddress(url) ? url.origin : null
}

/**
 * What holds for every request of the app, whoever sends it. Always without cookies and without any cache
 * (Chromium's would keep replies on disk in clear). Redirects are refused, all of them: none of the APIs in
 * use redirects, and a followed one could carry a token or a code elsewhere. The reply that is returned has
 * been read to its end. Throws {@link TransportFailure} only.
 */
export function guardFetch(fetch: Fetch, limits: FetchLimits): Fetch {
  return async (address, init = {}) => {
    const url = new URL(address)
    if (url.protocol !== 'https:' && url.origin !== limits.loopbackOrigin)
      throw new TransportFailure('insecure')

    const deadline = new AbortController()
    const cancelDeadline = abortAfter(deadline, limits.deadlineMs)
    const given = init.signal ?? null
    const signal = given === null ? deadline.signal : AbortSignal.any([deadline.signal, given])
    try {
      const sent = fetch(url.href, {
        ...init,
        signal,
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        // Node hands a redirect over, Electron gives up on it; neither follows.
        redirect: 'manual',
      })
      return await readWhole(await untilAborted(sent, signal), limits.maxBytes, signal)
    } catch (thrown) {
      if (thrown instanceof TransportFailure) throw thrown
      if (given?.aborted === true) throw new TransportFailure('cancelled')
      if (deadline.signal.aborted) throw new TransportFailure('timed-out')
      throw connectionFailure(thrown)
    } finally {
      cancelDeadline()
    }
  }
}

/** A timer that is so late shows that this process stood still, and so did the reading of what has arrived meanwhile. */
const stalledMs = 250
const afterStallMs = 1_000

/**
 * Aborts after so long. A process that was stopped past the deadline first reads what came in: thrown away, it may have been
 * the only copy of a grant.
 */
function abortAfter(deadline: AbortController, ms: number): () => void {
  const dueAtMs = performance.now() + ms
  let timer = setTimeout(() => {
    if (performance.now() - dueAtMs < stalledMs) deadline.abort()
    else timer = setTimeout(() => deadline.abort(), afterStallMs)
  }, ms)
  return () => clearTimeout(timer)
}

async function readWhole(reply: Response, maxBytes: number, signal: AbortSignal): Promise<Response> {
  const { status, statusText, headers, body } = reply
  if (reply.type === 'opaqueredirect' || (status >= 300 && status < 400 && status !== 304)) {
    await body?.cancel()
    throw new TransportFailure('redirected')
  }
  const bytes = body === null ? null : await readBody(body, maxBytes, signal)
  const hasBody = bytes !== null && bytes.byteLength > 0 && ![204, 205, 304].includes(status)
  return new Response(hasBody ? bytes : null, { status, statusText, headers })
}
