import type { StreamStatus } from '../../src/shared/model/sync-status.ts'
import { describe, expect, it, onTestFinished } from 'vitest'
import { guardRedis } from '../../src/main/mirror/guarded-redis.ts'
import { openRedis } from '../../src/main/mirror/redis-door.ts'
import { createSharedLimits } from '../../src/main/mirror/shared-limits.ts'
import { newTeam } from '../../src/main/mirror/team-keys.ts'
import { createRateBucket } from '../../src/main/http/rate-bucket.ts'
import type { LimitClass } from '../../src/main/providers/rate-limits.ts'
import { airtableId } from '../support/connected-core.ts'
import { eventually, valueOf, type CoreInNode } from '../support/core-in-node.ts'
import { accessTo } from '../support/redis/grants.ts'
import { startRedis } from '../support/redis/redis-server.ts'
import { serverAt, startTeam, teamPassphrase } from '../support/redis/two-devices.ts'

const limit: LimitClass = {
  name: 'all',
  kind: 'calls',
  window: { calls: 40, perMs: 1_000, reserved: 0.1 },
  atOnce: 10,
}

async function startShares(devices: number) {
  const server = await startRedis()
  onTestFinished(() => server.stop())
  const keys = newTeam(0)
  const shares = Array.from({ length: devices }, () => {
    const redis = guardRedis(openRedis(accessTo(server.address), { deadline: 300 }), {
      clockMs: () => performance.now(),
      random: Math.random,
      onChanged: () => undefined,
    })
    onTestFinished(() => redis.close())
    const clockMs = (): number => performance.now()
    return createSharedLimits({ redis, keys, clockMs, knownDevices: () => devices }).of('record')
  })
  return { server, shares }
}

/** One that a team shares; two devices load all of it at once, from a service that keeps to its limits. */
async function loadTwice() {
  const team = await startTeam({
    providerId: airtableId,
    sandbox: { airtableRecords: 1_500, limits: true },
  })
  const second = await team.newDevice('quay')
  valueOf(await second.core.handlers.mirror.configure(serverAt(await team.joinAddress())))
  valueOf(await second.core.handlers.mirror.join({ passphrase: teamPassphrase }))
  const cores = [team.first.core, second.core]
  for (const core of cores) await untilAll(core, ['done', 'left-out'])
  team.sandbox.requests.clear()
  for (const core of cores) await loadRecords(core)
  for (const core of cores) await untilAll(core, ['done'])
  return team.sandbox.requests.entries()
}

/** Records of tables are loaded where they are asked for. */
async function loadRecords({ handlers }: CoreInNode): Promise<void> {
  const [account] = valueOf(await handlers.accounts.list({}))
  if (account === undefined) throw new Error('no account')
  const at = { accountId: account.id }
  const { choice, options } = valueOf(await handlers.sync.getChoice(at))
  const included = options.feeds.filter(({ isOptIn }) => isOptIn).map(({ name }) => name)
  valueOf(await handlers.sync.setChoice({ ...at, choice: { ...choice, included } }))
  valueOf(await handlers.sync.start({ ...at, feed: null, how: 'now' }))
}

/** Until every stream of the account is in one of these states, and nothing of it runs. */
async function untilAll(core: CoreInNode, states: readonly StreamStatus['state'][]): Promise<void> {
  await eventually(async () => {
    const statuses = valueOf(await core.handlers.sync.getStatus({}))
    const streams = statuses.flatMap((one) => one.streams)
    const isThere = streams.every(({ state, error }) => states.includes(state) && error === null)
    return streams.length > 0 && isThere && statuses.every((one) => !one.isRunning)
  }, 60_000)
}

describe('devices that load the same account at once', () => {
  it('are together within its limits: none is ever told that it called too often', async () => {
    const calls = await loadTwice()
    expect(calls.length).toBeGreaterThan(30)
    expect(calls.filter(({ status }) => status === 429)).toEqual([])
  })
})

describe('devices that share an account', () => {
  it('share its limits: in no window are there more calls than the provider allows, whoever makes them', async () => {
    const { shares } = await startShares(4)
    const sentAt: number[] = []
    const endMs = performance.now() + 4_000
    await Promise.all(
      shares.map(async (share) => {
        while (performance.now() < endMs) {
          const waitMs = await share.take([limit], 'background')
          if (waitMs === 0) sentAt.push(performance.now())
          else await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, 100)))
        }
      }),
    )
    const sorted = sentAt.toSorted((one, other) => one - other)
    expect(sorted.length).toBeGreaterThan(60)
    for (const [at, startMs] of sorted.entries()) {
      const inWindow = sorted.slice(at).filter((ms) => ms - startMs < 1_000).length
      // Some are left to users.
      expect(inWindow).toBeLessThanOrEqual(36)
    }
  })

  it('a user’s call waits for nobody, and the others leave it its place', async () => {
    const { shares } = await startShares(2)
    const [first, second] = shares
    for (let count = 0; count < 36; count += 1) expect(await first!.take([limit], 'user')).toBe(0)
    await expect.poll(() => second!.take([limit], 'background')).toBeGreaterThan(0)
  })

  it('divide the limits among those that were known while Redis does not answer, and wait for it no more', async () => {
    const { server, shares } = await startShares(4)
    const [share] = shares
    expect(await share!.take([limit], 'background')).toBe(0)
    expect(share!.divisor()).toBe(1)
    server.signal('SIGSTOP')
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(await share!.take([limit], 'background')).toBe(0)
    expect(share!.divisor()).toBe(4)
    let nowMs = 0
    const bucket = createRateBucket(
      limit,
      () => nowMs,
      () => share!.divisor(),
    )
    let sent = 0
    for (; nowMs < 1_000; nowMs += 1) {
      while (bucket.readyInMs('user') <= 0) {
        bucket.end(bucket.take('user'), 'answered')
        sent += 1
      }
    }
    expect(sent).toBe(10)
    server.signal('SIGCONT')
  })
})
