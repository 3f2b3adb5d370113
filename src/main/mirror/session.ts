import { randomUUID } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { MirrorProblem } from '../../shared/model/mirror-server.ts'
import type { MirrorDevice } from '../../shared/model/mirror.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { SharedRefresh } from '../accounts/shared-refresh.ts'
import { guardRedis, type GuardedRedis } from './guarded-redis.ts'
import type { MirrorPorts } from './mirror-ports.ts'
import { finishKeyChange } from './change-key.ts'
import type { KeyChange, Membership, RedisAccess } from './mirror-settings.ts'
import { createLazyRedis } from './lazy-redis.ts'
import type { HeldAccount } from './exchange.ts'
import { createSharedAccounts, type SharedAccounts } from './shared-accounts.ts'
import { createSharedLimits, type SharedLimits } from './shared-limits.ts'
import type { Steps } from './steps.ts'
import { attend, deviceFacts, nameOf, readDevices, readHeader, removeRecord, writeDevice } from './team.ts'
import { keyIdOf, keyNames } from './team-keys.ts'

export interface SessionPorts extends MirrorPorts {
  readonly access: RedisAccess
  readonly membership: Membership
  readonly steps: Steps
  /** What is to be kept of the membership changed. */
  readonly keep: (membership: Membership) => Promise<Result<null, AppError>>
  /** A change of the team's key is through: goes on in a session of the new one, once this look is over. */
  readonly onKeyChanged: (membership: Membership) => void
}

/** A device in its team, as long as workspace and settings are the same. */
export interface MirrorSession {
  readonly redis: GuardedRedis
  readonly shared: SharedAccounts
  readonly limits: SharedLimits
  readonly refresh: SharedRefresh
  membership(): Membership
  devices(): readonly MirrorDevice[]
  /** Another passphrase holds, and this device does not have it. */
  needsKey(): boolean
  /** Null before the first answer; then why Redis is not reached, or that it is. */
  reached(): { readonly problem: MirrorProblem | null } | null
  /** Looks at the mirror now: brings accounts in step and learns who is there. */
  look(): Promise<Result<null, MirrorProblem>>
  /** Removes the record of an account that is over, as soon as Redis can be reached. */
  drop(account: Pick<Account, 'providerId' | 'externalId'>): Promise<void>
  /** Waits for what is under way, though not for a server that does not answer. */
  close(): Promise<void>
}

const lookEveryMs = 60_000
/** Enough for a server that answers to take what was just renewed; one that hangs gets no more of anybody's time. */
const farewellMs = 200

export function openSession(ports: SessionPorts): MirrorSession {
  const { steps, records, logger } = ports
  let { membership } = ports
  const { keys, deviceId } = membership
  const names = keyNames(keys.teamId)
  let devices: readonly MirrorDevice[] = []
  let isKeyOld = false
  let isClosed = false
  let wasReached: { problem: MirrorProblem | null } | null = null
  let cancelLook: () => void = () => undefined
  let lastLook: Promise<unknown> = Promise.resolve()

  const redis = guardRedis(createLazyRedis(ports.access, ports.hosts), {
    clockMs: ports.clockMs,
    random: ports.random,
    onChanged(problem) {
      // One line, however many calls meet the same.
      if (problem === null) logger.info('mirror.reached')
      else logger.warn('mirror.not-reached', { problem: problem.kind })
      wasReached = { problem }
      ports.onChanged()
    },
  })

  async function held(accountId: AccountId): Promise<Result<HeldAccount, AppError>> {
    const account = await records.get(accountId)
    if (!account.ok) return account
    const grant = await records.readGrant(account.value)
    if (!grant.ok) return grant
    const step = await steps.get(account.value)
    if (!step.ok) return step
    const own = await records.readClient(account.value.providerId)
    if (!own.ok) return own
    const refreshTokens = ports.provider(account.value.providerId)?.oauth.refreshTokens ?? 'single-use'
    return ok({
      ...{ account: account.value, grant: grant.value, refreshTokens },
      client: step.value?.client ?? own.value,
    })
  }

  const shared = createSharedAccounts({
    redis,
    keys,
    deviceId,
    steps,
    held,
    adopt: (account, grant, instead) => ports.connections().adopt(account.id, grant, instead),
    logger,
    now: ports.now,
    wait: ports.wait,
    random: ports.random,
    lockMs: ports.lockMs,
    onChanged: ports.onChanged,
    onOtherKey,
  })
  const limits = createSharedLimits({ redis, keys, clockMs: ports.clockMs, knownDevices })

  function onOtherKey(): void {
    // Of a change of its own that is not through it has the key.
    if (isKeyOld || membership.keyChange !== null) return
    isKeyOld = true
    logger.warn('mirror.other-key')
    ports.onChanged()
  }

  function knownDevices(record: string): number {
    return membership.knownDevices[record] ?? 1
  }

  async function keep(changes: Partial<Membership>): Promise<void> {
    membership = { ...membership, ...changes }
    const kept = await ports.keep(membership)
    if (!kept.ok) logger.error('mirror.not-kept', { error: kept.error.kind })
  }

  /** One thing after the other, and the first that Redis does not answer ends it. */
  async function lookNow(): Promise<Result<null, MirrorProblem>> {
    if (ports.isWorkingOffline()) return ok(null)
    const header = await readHeader(redis, keys.teamId)
    if (!header.ok) return header
    wasReached ??= { problem: null }
    if (membership.keyChange !== null) return goOnChanging(membership.keyChange)
    if (header.value !== null && keyIdOf(header.value) !== keys.keyId) onOtherKey()
    if (isKeyOld) return ok(null)
    for (const record of membership.removals) {
      const removed = await removeRecord(redis, keys, record)
      if (!removed.ok) return removed
      await keep({ removals: membership.removals.filter((one) => one !== record) })
    }
    const accounts = await records.list()
    if (!accounts.ok) return ok(null)
    const counts: Record<string, number> = {}
    for (const account of accounts.value) {
      const step = await steps.get(account)
      if (!step.ok || step.value === null) continue
      const record = nameOf(keys, account)
      const present = await attend(redis, names.members(record), deviceId)
      if (!present.ok) return present
      counts[record] = present.value
      const done = await shared.reconcile(account.id)
      if (!done.ok) return done
    }
    if (JSON.stringify(counts) !== JSON.stringify(membership.knownDevices))
      await keep({ knownDevices: counts })
    const seen = await attend(redis, names.seen, deviceId)
    if (!seen.ok) return seen
    const all = await readDevices(redis, keys, deviceId)
    if (!all.ok) return all
    devices = all.value
    ports.onChanged()
    return ok(null)
  }

  /** A change that this device has begun, and that something cut off. */
  async function goOnChanging(change: KeyChange): Promise<Result<null, MirrorProblem>> {
    const { lockMs, wait } = ports
    const finished = await finishKeyChange(redis, keys, change, { owner: randomUUID(), lockMs, wait })
    if (!finished.ok) {
      logger.warn('mirror.key-change-waits', { problem: finished.error.kind })
      return finished
    }
    if (finished.value === 'lost') {
      await keep({ keyChange: null })
      onOtherKey()
      return ok(null)
    }
    const { joinedAtMs } = membership
    const entered = await writeDevice(
      redis,
      change.keys,
      deviceId,
      deviceFacts(ports.deviceName(), joinedAtMs),
    )
    if (!entered.ok) return entered
    logger.info('mirror.key-changed')
    ports.onKeyChanged({ ...membership, keys: change.keys, keyChange: null })
    return ok(null)
  }

  function look(): Promise<Result<null, MirrorProblem>> {
    cancelLook()
    const looked = lastLook.then(() => (isClosed ? ok(null) : lookNow()))
    lastLook = looked.finally(() => {
      cancelLook()
      if (isClosed) return
      const againAtMs = redis.againAtMs()
      const restMs = againAtMs === null ? lookEveryMs : Math.max(50, againAtMs - ports.clockMs() + 10)
      cancelLook = ports.later(() => void look(), restMs)
    })
    return looked
  }

  const session: MirrorSession = {
    redis,
    shared,
    limits,
    refresh: {
      begin: shared.begin,
      async client(accountId) {
        const account = await records.get(accountId)
        const step = account.ok ? await steps.get(account.value) : null
        return step?.ok === true ? (step.value?.client ?? null) : null
      },
    },
    membership: () => membership,
    devices: () => devices,
    needsKey: () => isKeyOld,
    reached: () => wasReached,
    look,
    async drop(account) {
      const record = nameOf(keys, account)
      await keep({ removals: [...new Set([...membership.removals, record])] })
      void look()
    },
    async close() {
      isClosed = true
      cancelLook()
      // What does not get through is given at the next opening.
      if (redis.problem() === null) await Promise.race([shared.settled(), ports.wait(farewellMs)])
      redis.close()
      // Nothing of it may go on in the workspace that is opened next.
      await Promise.all([shared.settled(), lastLook])
    },
  }
  return session
}
