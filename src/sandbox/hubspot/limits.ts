import { randomUUID } from 'node:crypto'
import { jsonReply, type SandboxReply } from '../exchange.ts'
import { nextMidnightMs } from './account-time.ts'
import type { HubSpotBehaviour } from './behaviour.ts'
import { errorReply } from './errors.ts'
import { PORTAL } from './portal.ts'
import { createRollingCount } from './rolling-count.ts'
import type { HubSpotRoute } from './route.ts'

export type LimitKind = NonNullable<HubSpotRoute['limit']>

export type Limits = {
  /** Counts a call that may go on (undefined), or says why it may not. */
  refuse: (kind: LimitKind) => SandboxReply | undefined
  /**
   * Adds what answers carry: a correlation id, and on calls that the limit per ten seconds counts what is
   * left of it. Those of search carry none (HubSpot's guide to search), and no answer to an OAuth app tells
   * of the day (usage guidelines).
   */
  addHeaders: (reply: SandboxReply, kind: LimitKind) => SandboxReply
  /** What the account has used of the day, and when the next one begins, in ms since 1970. */
  day: () => { used: number; max: number | null; endsAtMs: number }
}

const TEN_SECONDS_MS = 10_000
const ONE_SECOND_MS = 1_000

/**
 * The limits of the account as HubSpot's usage guidelines describe them: calls of an app per ten seconds,
 * searches of the account per second, calls per day until midnight where the account is. Calls that are
 * refused are not counted. The sandbox's clock is the only one.
 */
export function createLimits(now: () => number, behaviour: () => HubSpotBehaviour): Limits {
  const ordinary = createRollingCount(TEN_SECONDS_MS, now)
  const searches = createRollingCount(ONE_SECOND_MS, now)
  const migration = createSpell(now)
  const lock = createSpell(now)
  const day = { used: 0, endsAtMs: 0 }
  const enterDay = (): void => {
    if (now() < day.endsAtMs) return
    day.used = 0
    day.endsAtMs = nextMidnightMs(now())
  }

  const overLimit = (kind: LimitKind): SandboxReply | undefined => {
    const { limits, tenSecondlyMax, searchesPerSecond, dailyMax } = behaviour()
    if (!limits) return undefined
    if (dailyMax !== null && day.used >= dailyMax) return tooMany('DAILY')
    if (kind === 'search' && searches.count() >= searchesPerSecond) return tooMany('SECONDLY')
    if (kind === 'ordinary' && ordinary.count() >= tenSecondlyMax) return tooMany('TEN_SECONDLY_ROLLING')
    return undefined
  }

  return {
    refuse: (kind) => {
      const { migrationSeconds, lockSeconds } = behaviour()
      const migratesForMs = migration.leftMs(migrationSeconds)
      if (migratesForMs > 0) return migrationInProgress(migratesForMs)
      if (lock.leftMs(lockSeconds) > 0) return locked()
      enterDay()
      const refused = overLimit(kind)
      if (refused !== undefined) return refused
      day.used++
      if (kind === 'search') searches.add()
      if (kind === 'ordinary') ordinary.add()
      return undefined
    },
    addHeaders: (reply, kind) => {
      const headers = { 'x-hubspot-correlation-id': randomUUID(), ...reply.headers }
      if (kind !== 'ordinary') return { ...reply, headers }
      const { limits, tenSecondlyMax } = behaviour()
      // Without limits, nobody should slow down for a number that means nothing.
      const used = limits ? ordinary.count() : 1
      return {
        ...reply,
        headers: {
          ...headers,
          'x-hubspot-ratelimit-max': String(tenSecondlyMax),
          'x-hubspot-ratelimit-remaining': String(Math.max(0, tenSecondlyMax - used)),
          'x-hubspot-ratelimit-interval-milliseconds': String(TEN_SECONDS_MS),
        },
      }
    },
    day: () => {
      enterDay()
      return { ...day, max: behaviour().dailyMax }
    },
  }
}

/**
 * The 429 of a policy. Body as in HubSpot/hubspot-api-python#117 (ten-secondly) and
 * HGData/mk-node-hubspot#89 (secondly); that of the day is written alike.
 */
function tooMany(policyName: 'TEN_SECONDLY_ROLLING' | 'SECONDLY' | 'DAILY'): SandboxReply {
  const correlationId = randomUUID()
  const body = {
    status: 'error',
    message: `You have reached your ${policyName.toLowerCase()} limit.`,
    errorType: 'RATE_LIMIT',
    correlationId,
    policyName,
    ...(policyName === 'SECONDLY' ? {} : { groupName: `publicapi:oauth:${PORTAL.hubId}` }),
  }
  return jsonReply(429, body, { 'x-hubspot-correlation-id': correlationId })
}

/** The account moves between data centres; `Retry-After` in seconds, up to a day (HubSpot's error handling). */
function migrationInProgress(leftMs: number): SandboxReply {
  const reply = errorReply(477, { message: 'Migration in progress', category: 'MIGRATION_IN_PROGRESS' })
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(Math.ceil(leftMs / 1000)) } }
}

/** Too much was written at once; HubSpot asks for a pause of two seconds at least (error handling). */
function locked(): SandboxReply {
  return errorReply(423, { message: 'The records are locked. Try again later.', category: 'LOCKED' })
}

/** Measures how much is left of a spell that begins with the first call after it was switched on. */
function createSpell(now: () => number): { leftMs: (seconds: number) => number } {
  let current = { seconds: 0, endsAtMs: 0 }
  return {
    leftMs: (seconds) => {
      if (seconds !== current.seconds) current = { seconds, endsAtMs: now() + seconds * 1000 }
      return seconds === 0 ? 0 : Math.max(0, current.endsAtMs - now())
    },
  }
}
