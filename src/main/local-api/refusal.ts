import type { IncomingMessage } from 'node:http'
import { failure, type Failure } from './failure.ts'

/** The largest body, in bytes. */
export const mostBodyBytes = 1024 * 1024

/** The names under which this computer reaches itself, as they stand in a `Host` header. */
export const ownHosts = (port: number): readonly string[] =>
  ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port}`)

type Head = Pick<IncomingMessage, 'headers' | 'rawHeaders'>

/**
 * Why a request is answered to nobody, whatever token it has; null where it may be looked at. `isCallback`: the page
 * of a provider leads the browser here, so that it comes from another site.
 */
export function refusalOf({ headers, rawHeaders }: Head, port: number, isCallback: boolean): Failure | null {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host')
  // A page whose name was made to lead here (DNS rebinding) sends its own name.
  if (hosts.length !== 1 || !ownHosts(port).includes(headers.host ?? '')) return wrongHost
  // Browsers name the page that asks at all but plain reading, and with that whether it is of another site.
  if (headers.origin !== undefined) return fromPage
  const site = headers['sec-fetch-site']
  if (!isCallback && site !== undefined && site !== 'none') return fromPage
  if (headers['transfer-encoding'] !== undefined) return noLength
  if (Number(headers['content-length'] ?? 0) > mostBodyBytes) return tooLarge
  return null
}

const wrongHost = failure(421, 'wrong-host', 'This address answers to localhost, 127.0.0.1 and [::1] alone.')
const fromPage = failure(403, 'from-a-page', 'Web pages are not answered here, programs are.')
const noLength = failure(
  411,
  'no-length',
  'The length of the body has to be said beforehand (Content-Length).',
)
const tooLarge = failure(413, 'too-large', 'The body is larger than 1 MB. Nothing of it was used.')
