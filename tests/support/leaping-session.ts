import type { Provider } from '../../src/main/providers/provider.ts'
import { createLeapingClock } from './leaping-clock.ts'
import type { LoopbackServer } from './loopback-server.ts'
import { failing, type Answering } from './serve-in-turn.ts'
import { sessionAt } from './session-at.ts'

/** When the clock of {@link leapingAt} begins, and the `Date` of a reply then. */
export const noonMs = Date.parse('2026-11-21T12:00:00Z')
export const atNoon = { date: 'Sat, 21 Nov 2026 12:00:00 GMT' }

const tenSecondly = { errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' }

export const limited = (headers: Readonly<Record<string, string>>, body: unknown = tenSecondly): Answering =>
  failing(429, body, headers)

/** A session whose waits are leaps of its clock, with the jitter at its least. */
export function leapingAt(server: LoopbackServer, more: { provider?: Provider; timeZone?: string } = {}) {
  const clock = createLeapingClock(noonMs)
  let calls = 0
  const ports = {
    ...{ fetch: clock.fetch, now: clock.now, clockMs: clock.evenMs, wait: clock.wait, random: () => 0 },
    onCall: () => {
      calls++
    },
  }
  const { session } = sessionAt(server.origin, { ...ports, ...more })
  return { session, clock, calls: () => calls, waitedMs: () => clock.waits.reduce((sum, ms) => sum + ms, 0) }
}
