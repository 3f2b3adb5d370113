import type { AxiosInstance } from 'axios'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Logger } from '../logging/logger.ts'
import type { Provider, ProviderCall } from '../providers/provider.ts'
import { pathTemplate } from './address.ts'
import { describeTransportFailure, transportFailureIn } from './transport-failure.ts'

/** A reply of the provider, whatever its status, read to its end. Header names are in lower case. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Proxies and captive portals answer these in the provider's place (RFC 9110, RFC 6585). */
const notTheProvider: ReadonlySet<number> = new Set([407, 511])

/**
 * Sends one request and notes it in the log: what was called, what came of it, how long it took. Never the
 * query, headers or a body, and ids in the path stand as `{id}`.
 */
export async function sendOnce(
  client: AxiosInstance,
  call: ProviderCall,
  address: string,
  accessToken: string,
  ports: { readonly logger: Logger; readonly onReachability: (next: 'online' | 'offline') => void },
  { correlationHeader, apiHeaders }: Pick<Provider, 'correlationHeader' | 'apiHeaders'>,
): Promise<Result<Reply, AppError>> {
  const startedAtMs = performance.now()
  const note = (facts: { status: number | null; outcome: string; correlation: string | null }): void =>
    ports.logger.debug('http.request', {
      method: call.method,
      path: pathTemplate(call.path),
      ms: Math.round(performance.now() - startedAtMs),
      ...facts,
    })
  const json = call.json === undefined ? undefined : JSON.stringify(call.json)
  try {
    const answer = await client.request<ArrayBuffer>({
      method: call.method,
      url: address,
      headers: {
        ...apiHeaders,
        authorization: `Bearer ${accessToken}`,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(json === undefined ? {} : { data: json }),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    })
    const reply = {
      status: answer.status,
      headers: headersOf(answer.headers),
      body: new Uint8Array(answer.data),
    }
    const isProvider = !notTheProvider.has(reply.status)
    ports.onReachability(isProvider ? 'online' : 'offline')
    note({ status: reply.status, outcome: 'answered', correlation: correlationOf(reply, correlationHeader) })
    return isProvider ? ok(reply) : err({ kind: 'offline' })
  } catch (thrown) {
    if (call.signal?.aborted === true) return err({ kind: 'cancelled' })
    const failure = transportFailureIn(thrown)
    // Anything that the guard did not throw is a mistake of ours.
    if (failure === null) throw thrown
    const isBroken = failure.kind === 'broken'
    if (isBroken || failure.kind === 'unreachable') ports.onReachability('offline')
    note({ status: null, outcome: failure.kind, correlation: null })
    if (isBroken && call.method !== 'GET' && call.isRead !== true) return err({ kind: 'reply-lost' })
    return err(describeTransportFailure(failure))
  }
}

function headersOf(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
}

/** The provider's own id of the exchange, if it looks like one: it stands in our log. */
function correlationOf({ headers }: Reply, name: string | null): string | null {
  const id = name === null ? undefined : headers[name]
  return id !== undefined && /^[\w.:-]{1,100}$/.test(id) ? id : null
}
