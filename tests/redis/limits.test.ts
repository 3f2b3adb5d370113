import { describe, expect, it, onTestFinished } from 'vitest'
import { guardRedis } from '../../src/main/mirror/guarded-redis.ts'
import { openRedis } from '../../src/main/mirror/redis-door.ts'
import { createSharedLimits } from '../../src/main/mirror/shared-limits.ts'
import { newTeam } from '../../src/main/mirror/team-keys.ts'
import { createRateBucket } from '../../src/main/http/rate-bucket.ts'
import type { LimitClass } from '../../src/main/providers/rate-limits.ts'
import { accessTo } from '../support/redis/grants.ts'
import { startRedis } from '../support/redis/redis-server.ts'

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
