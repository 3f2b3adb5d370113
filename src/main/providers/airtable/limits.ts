import type { LimitClass, LimitedCall, RateLimits } from '../rate-limits.ts'

/** Of a user, all bases together (rate limits page; it says so of personal tokens, OAuth is not mentioned). */
const ofUser: LimitClass = {
  name: 'user',
  kind: 'calls',
  window: { calls: 50, perMs: 1_000, reserved: 0.03 },
  atOnce: 16,
}

/** Of one base, whoever calls (rate limits page). One too many costs half a minute: background work keeps off it. */
const ofBase = (baseId: string): LimitClass => ({
  name: baseId,
  kind: 'base',
  window: { calls: 5, perMs: 1_000, reserved: 0.2 },
  atOnce: 4,
})

/** What no other call of the API begins with. */
const baseId = /^app[A-Za-z0-9]{1,60}$/

/** `/v0/meta/bases/BASE/…`, `/v0/bases/BASE/…` or `/v0/BASE/…`. */
function baseOf({ path }: LimitedCall): string | undefined {
  const [, ...parts] = path
  const id = parts[0] === 'meta' ? parts[2] : parts[0] === 'bases' ? parts[1] : parts[0]
  return id !== undefined && baseId.test(id) ? id : undefined
}

/** Airtable's limits. Calls below `/v0/meta` go on when those of the month are spent (one public report). */
export const rateLimits: RateLimits = {
  classesOf(call) {
    const id = baseOf(call)
    return id === undefined ? [ofUser] : [ofBase(id), ofUser]
  },
  quotaOf: ({ path }) => (path[1] === 'meta' ? null : 'month'),
}
