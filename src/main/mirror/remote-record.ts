import { z } from 'zod'
import type { MirrorProblem } from '../../shared/model/mirror-server.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { GuardedRedis } from './guarded-redis.ts'
import type { StoredRecord } from './shared-record.ts'
import { keyNames, recordName, type TeamKeys } from './team-keys.ts'

/** A record as it was read. */
export interface Remote extends StoredRecord {
  /** For how long a refresh is under way, ms; null where none is. */
  readonly refreshingForMs: number | null
}

export interface Locked extends Remote {
  /** Later locks have a higher one. */
  readonly fence: number
}

export type Lock =
  { readonly kind: 'locked'; readonly at: Locked } | { readonly kind: 'held'; readonly forMs: number }

/** The record of one account in Redis, and its lock. Everything here is one step in Redis. */
export interface RemoteRecord {
  read(): Promise<Result<Remote, MirrorProblem>>
  lock(owner: string): Promise<Result<Lock, MirrorProblem>>
  announce(owner: string, at: Locked): Promise<Result<boolean, MirrorProblem>>
  withdraw(at: Locked): Promise<Result<unknown, MirrorProblem>>
  /** `moved`: another generation lies there. `fenced`: somebody with a later lock is at work. */
  write(
    fence: number,
    before: number,
    record: StoredRecord,
  ): Promise<Result<'written' | 'moved' | 'fenced' | 'other-key', MirrorProblem>>
  unlock(owner: string): Promise<Result<unknown, MirrorProblem>>
}

/** A record lives as long as the longest refresh token that is not used, and a week. */
const lifetimeMs = 97 * 24 * 60 * 60_000

const generation = z.coerce.number().int().nonnegative()
const readReply = z.tuple([generation, z.string(), z.string(), z.number()])
const lockReply = z.union([
  z.tuple([z.literal(0), z.number()]),
  z.tuple([z.number().positive(), generation, z.string(), z.string(), z.number()]),
])
const writeOutcomes = new Map([
  [1, 'written'],
  [0, 'moved'],
  [-1, 'fenced'],
  [-2, 'other-key'],
] as const)

export function createRemoteRecord(
  redis: Pick<GuardedRedis, 'run'>,
  keys: TeamKeys,
  account: { readonly providerId: string; readonly externalId: string },
  lockMs: number,
): RemoteRecord {
  const name = recordName(keys, account.providerId, account.externalId)
  const names = keyNames(keys.teamId)
  const both = [names.record(name), names.lock(name)]

  return {
    async read() {
      const reply = await redis.run('read', [names.record(name)], [])
      if (!reply.ok) return reply
      const parsed = readReply.safeParse(reply.value)
      return parsed.success ? ok(remoteOf(parsed.data)) : err({ kind: 'not-redis' })
    },
    async lock(owner) {
      const reply = await redis.run('lock', both, [owner, lockMs])
      if (!reply.ok) return reply
      const parsed = lockReply.safeParse(reply.value)
      if (!parsed.success) return err({ kind: 'not-redis' })
      if (parsed.data.length === 2) return ok({ kind: 'held', forMs: parsed.data[1] })
      const [fence, ...rest] = parsed.data
      return ok({ kind: 'locked', at: { fence, ...remoteOf(rest) } })
    },
    async announce(owner, { fence, generation: at }) {
      const reply = await redis.run('announce', [...both, names.team], [owner, fence, at, lockMs, keys.keyId])
      return reply.ok ? ok(reply.value === 1) : reply
    },
    withdraw: ({ fence }) => redis.run('withdraw', both, ['', fence]),
    async write(fence, before, { generation: next, keyId, sealed }) {
      const where = [names.record(name), names.team]
      const reply = await redis.run('write', where, [fence, before, next, keyId, sealed, lifetimeMs])
      if (!reply.ok) return reply
      const outcome = writeOutcomes.get(reply.value as 1)
      return outcome === undefined ? err({ kind: 'not-redis' }) : ok(outcome)
    },
    unlock: (owner) => redis.run('unlock', [names.lock(name)], [owner]),
  }
}

const remoteOf = ([at, keyId, sealed, forMs]: readonly [number, string, string, number]): Remote => ({
  generation: at,
  keyId,
  sealed,
  refreshingForMs: forMs < 0 ? null : forMs,
})
