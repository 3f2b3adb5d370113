import type { AppError } from '../../shared/errors.ts'

/**
 * Why a request brought no usable reply:
 * - `unreachable`: no connection could be made, so that nothing was sent;
 * - `broken`: the connection broke, and nobody knows whether the request had arrived;
 * - `timed-out`: the deadline passed;
 * - `cancelled`: the caller gave up;
 * - `too-large`: the body went past the cap;
 * - `redirected`: the server pointed elsewhere, which is never followed;
 * - `insecure`: neither https nor the permitted loopback origin; nothing was sent.
 */
export type TransportFailureKind =
  'unreachable' | 'broken' | 'timed-out' | 'cancelled' | 'too-large' | 'redirected' | 'insecure'

/** Thrown by a guarded fetch for everything that the network or the server may do. */
export class TransportFailure extends Error {
  readonly kind: TransportFailureKind

  constructor(kind: TransportFailureKind, options?: ErrorOptions) {
    super(`no usable reply: ${kind}`, options)
    this.name = 'TransportFailure'
    this.kind = kind
  }
}

/** The failure in something caught: HTTP clients wrap what the fetch threw. Null where there is none. */
export function transportFailureIn(thrown: unknown): TransportFailure | null {
  for (let next = thrown; next instanceof Error; next = next.cause) {
    if (next instanceof TransportFailure) return next
  }
  return null
}

/**
 * How Node's and Chromium's networks name a connection that was never made (nodejs.org/api/errors.html, undici's
 * errors, Chromium's net_error_list.h). Whatever has another name counts as broken.
 */
const neverMade: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'ENETDOWN'],
  'UND_ERR_CONNECT_TIMEOUT',
  ...['ERR_INTERNET_DISCONNECTED', 'ERR_NAME_NOT_RESOLVED', 'ERR_NAME_RESOLUTION_FAILED'],
  ...['ERR_CONNECTION_REFUSED', 'ERR_ADDRESS_UNREACHABLE', 'ERR_ADDRESS_INVALID', 'ERR_CONNECTION_TIMED_OUT'],
  ...['ERR_PROXY_CONNECTION_FAILED', 'ERR_TUNNEL_CONNECTION_FAILED', 'ERR_CERT_AUTHORITY_INVALID'],
])

/** What a failed fetch says of the connection. */
export function connectionFailure(thrown: unknown): TransportFailure {
  return new TransportFailure(wasNeverMade(thrown) ? 'unreachable' : 'broken', { cause: thrown })
}

function wasNeverMade(thrown: unknown): boolean {
  for (let next = thrown; next instanceof Error; next = next.cause) {
    const { code } = next as NodeJS.ErrnoException
    if (code !== undefined && neverMade.has(code)) return true
    // Several addresses were tried, and each failed.
    if (next instanceof AggregateError) return next.errors.length > 0 && next.errors.every(wasNeverMade)
  }
  return false
}

export function describeTransportFailure({ kind }: TransportFailure): AppError {
  switch (kind) {
    case 'unreachable':
    case 'broken':
      return { kind: 'offline' }
    case 'timed-out':
    case 'cancelled':
      return { kind }
    case 'too-large':
    case 'redirected':
    case 'insecure':
      return { kind: 'unexpected-response', detail: kind }
  }
}
