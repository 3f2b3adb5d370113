import { randomUUID } from 'node:crypto'
import type { SandboxReply } from '../exchange.ts'

const MAX = 110
const INTERVAL_MS = 10_000

/**
 * Adds the headers that ordinary calls carry: the allowance of an OAuth app per ten seconds and what is left
 * of it. They count truly, but nothing is limited. A correlation id comes with every answer.
 */
export function createRateHeaders(now: () => number): (reply: SandboxReply) => SandboxReply {
  let windowStartMs = -Infinity
  let used = 0
  return (reply) => {
    if (now() - windowStartMs >= INTERVAL_MS) {
      windowStartMs = now()
      used = 0
    }
    used++
    return {
      ...reply,
      headers: {
        'x-hubspot-correlation-id': randomUUID(),
        ...reply.headers,
        'x-hubspot-ratelimit-max': String(MAX),
        'x-hubspot-ratelimit-remaining': String(Math.max(0, MAX - used)),
        'x-hubspot-ratelimit-interval-milliseconds': String(INTERVAL_MS),
      },
    }
  }
}
