import type { AppError } from '../../shared/errors.ts'

/**
 * Why a request brought no usable reply:
 * - `unreachable`: the connection could not be made or broke;
 * - `timed-out`: the deadline passed;
 * - `cancelled`: the caller gave up;
 * - `too-large`: the body went past the cap;
 * - `redirected`: the server pointed elsewhere, which is never followed;
 * - `insecure`: neither https nor the permitted loopback origin; nothing was sent.
 */
export type TransportFailureKind =
  'unreachable' | 'timed-out' | 'cancelled' | 'too-large' | 'redirected' | 'insecure'

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

export function describeTransportFailure({ kind }: TransportFailure): AppError {
  switch (kind) {
    case 'unreachable':
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
