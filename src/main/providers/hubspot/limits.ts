import type { LimitClass, LimitedCall, RateLimits, WindowReading } from '../rate-limits.ts'
import { readErrorBody } from './error-body.ts'
import { migrating } from './failures.ts'

/** The least that HubSpot gives anybody; the first reply says how much it is here (usage guidelines). */
const calls: LimitClass = {
  name: 'calls',
  kind: 'calls',
  window: { calls: 100, perMs: 10_000, reserved: 0.03 },
  atOnce: 10,
}
/**
 * Of the whole account, all apps together (guide to search). Nothing is reserved: the next place is never more
 * than a second away.
 */
const searches: LimitClass = {
  name: 'searches',
  kind: 'searches',
  window: { calls: 5, perMs: 1_000, reserved: 0 },
  atOnce: 5,
}
/** Exempt from the limit per ten seconds (HubSpot's published document of associations). */
const associations: LimitClass = { name: 'associations', kind: 'calls', window: null, atOnce: 4 }

function classOf({ method, path }: LimitedCall): LimitClass {
  const [area, part] = path
  if (method !== 'POST' || area !== 'crm') return calls
  if (part === 'objects' && path.at(-1) === 'search') return searches
  return part === 'associations' && path.slice(-2).join('/') === 'batch/read' ? associations : calls
}

/**
 * HubSpot's limits. The daily one, which not every app has, counts searches as well, so a call of any kind ends
 * with it.
 */
export const rateLimits: RateLimits = {
  classesOf: (call) => [classOf(call)],
  quotaOf: () => 'day',
  readWindow,
  alsoRefused({ status, body }) {
    if (status === migrating) return 'all'
    switch (readErrorBody(body).policyName) {
      case 'SECONDLY':
        return [searches]
      case 'TEN_SECONDLY_ROLLING':
        return [calls]
      default:
        return []
    }
  },
}

/** Far more than HubSpot allows anybody, and a window that is worth waiting for. */
const mostCalls = 1_000_000
const longestMs = 60 * 60_000

/** Headers that search does not send, nor anything that is exempt (usage guidelines). */
function readWindow(headers: Readonly<Record<string, string>>): WindowReading | null {
  const max = countIn(headers['x-hubspot-ratelimit-max'])
  const intervalMs = countIn(headers['x-hubspot-ratelimit-interval-milliseconds'])
  const remaining = countIn(headers['x-hubspot-ratelimit-remaining'])
  if (max === null || max < 1 || max > mostCalls) return null
  if (intervalMs === null || intervalMs < 1 || intervalMs > longestMs) return null
  return { max, intervalMs, remaining: remaining === null || remaining > max ? null : remaining }
}

function countIn(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) : null
}
