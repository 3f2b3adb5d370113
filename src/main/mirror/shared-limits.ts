import type { LimitShare } from '../http/limit-share.ts'
import type { LimitClass } from '../providers/rate-limits.ts'
import type { GuardedRedis } from './guarded-redis.ts'
import { keyNames, type TeamKeys } from './team-keys.ts'

export interface SharedLimitsPorts {
  readonly redis: Pick<GuardedRedis, 'run' | 'problem'>
  readonly keys: TeamKeys
  /** Counts evenly. */
  readonly clockMs: () => number
  /** Of a record: how many devices shared it when Redis was last heard. */
  readonly knownDevices: (record: string) => number
}

export interface SharedLimits {
  of(record: string): LimitShare
}

/** So many places are taken at once by background work, as a share of the window: fewer questions, and hardly any waste. */
const leaseShare = 0.05

/**
 * One bucket per class of an account, in Redis. Places are taken a few at a time and hold for a tenth of the window, which
 * the bucket counts in. Nobody waits for a Redis that does not answer: each device then keeps to its part of the limits.
 */
export function createSharedLimits(ports: SharedLimitsPorts): SharedLimits {
  const { redis, keys, clockMs } = ports
  const names = keyNames(keys.teamId)

  function createShare(record: string): LimitShare {
    const leases = new Map<string, { left: number; untilMs: number }>()

    function fromLease(name: string): boolean {
      const lease = leases.get(name)
      if (lease === undefined || lease.left <= 0 || clockMs() >= lease.untilMs) return false
      lease.left -= 1
      return true
    }

    async function takeOne({ name, window }: LimitClass, isUser: boolean): Promise<number> {
      if (window === null || fromLease(name)) return 0
      const wanted = isUser ? 1 : Math.max(1, Math.floor(window.calls * leaseShare))
      const most = isUser ? window.calls : window.calls - Math.floor(window.calls * window.reserved)
      const askedAtMs = clockMs()
      const reply = await redis.run(
        'take',
        [names.bucket(record, name)],
        [most, window.perMs, wanted, isUser ? 1 : 0],
      )
      if (!reply.ok) return 0
      const [given = 0, waitMs = 0] = Array.isArray(reply.value) ? reply.value.map(Number) : []
      if (given <= 0) return Math.max(1, waitMs)
      if (given > 1) leases.set(name, { left: given - 1, untilMs: askedAtMs + window.perMs / 10 })
      return 0
    }

    return {
      async take(limits, priority) {
        if (priority === 'user') {
          for (const limit of limits) void takeOne(limit, true)
          return 0
        }
        for (const limit of limits) {
          const waitMs = await takeOne(limit, false)
          if (waitMs > 0) return waitMs
        }
        return 0
      },
      divisor: () => (redis.problem() === null ? 1 : ports.knownDevices(record)),
    }
  }

  const shares = new Map<string, LimitShare>()
  return {
    of(record) {
      const known = shares.get(record)
      if (known !== undefined) return known
      const made = createShare(record)
      shares.set(record, made)
      return made
    },
  }
}
