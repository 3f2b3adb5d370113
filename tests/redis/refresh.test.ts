import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readState, sharedAccountId } from '../support/redis/device.ts'
import { hourMs, startGrantWorld } from '../support/redis/grants.ts'
import { createRemoteRecord } from '../../src/main/mirror/remote-record.ts'
import { keyNames, recordName } from '../../src/main/mirror/team-keys.ts'
import { anAccount } from '../support/redis/device.ts'

const minuteMs = 60_000

describe('a grant that several devices share', () => {
  it('is refreshed by one of them, and the other takes what came of it', async () => {
    const { owner, join, provider, clock } = await startGrantWorld()
    const other = await join('other')
    clock.nowMs += hourMs - 2 * minuteMs
    expect(await owner.tokens.current(sharedAccountId)).toEqual({ ok: true, value: provider.goodToken() })
    await owner.shared.settled()
    expect(await other.tokens.current(sharedAccountId)).toEqual({ ok: true, value: provider.goodToken() })
    expect(provider.calls).toEqual(['owner'])
  })

  it('R64: is looked up in the mirror before it is refreshed because of a 401', async () => {
    const { owner, join, provider, grant } = await startGrantWorld()
    const other = await join('other')
    expect((await owner.tokens.renew(sharedAccountId, grant.accessToken)).ok).toBe(true)
    await owner.shared.settled()
    // The first refresh ended this token, long before its time.
    expect(await other.tokens.renew(sharedAccountId, grant.accessToken)).toEqual({
      ok: true,
      value: provider.goodToken(),
    })
    expect(provider.calls).toEqual(['owner'])
  })

  it('R55: is not refreshed by a device that does not own it while Redis is down', async () => {
    const { owner, join, provider, redis, clock } = await startGrantWorld()
    const other = await join('other')
    await redis.stop()
    clock.nowMs += 2 * hourMs
    expect(await other.tokens.current(sharedAccountId)).toEqual({
      ok: false,
      error: { kind: 'mirror-unreachable' },
    })
    expect(provider.calls).toEqual([])
    // Nor by the owner, once another device may have taken over.
    expect((await owner.tokens.current(sharedAccountId)).ok).toBe(false)
    expect(provider.calls).toEqual([])
  })

  it('goes on at its owner while Redis is down, and reaches the others when it is back', async () => {
    const { owner, join, provider, redis, clock } = await startGrantWorld()
    const other = await join('other')
    redis.signal('SIGSTOP')
    clock.nowMs += hourMs - 2 * minuteMs
    expect(await owner.tokens.current(sharedAccountId)).toEqual({ ok: true, value: provider.goodToken() })
    expect(provider.calls).toEqual(['owner'])
    redis.signal('SIGCONT')
    await expect
      .poll(async () => {
        await owner.shared.reconcile(sharedAccountId)
        return other.tokens.current(sharedAccountId)
      })
      .toEqual({ ok: true, value: provider.goodToken() })
    expect(provider.calls).toEqual(['owner'])
  })

  it('is left to its owner until its time is over, and then taken over by whoever needs it', async () => {
    const { join, provider, clock, grant } = await startGrantWorld()
    const other = await join('other')
    clock.nowMs += hourMs - 2 * minuteMs
    // Still good: nothing is refreshed behind the owner's back.
    expect(await other.tokens.current(sharedAccountId)).toEqual({ ok: true, value: grant.accessToken })
    expect(provider.calls).toEqual([])
    clock.nowMs += 4 * minuteMs
    expect(await other.tokens.current(sharedAccountId)).toEqual({ ok: true, value: provider.goodToken() })
    expect(provider.calls).toEqual(['other'])
  })

  it('with refresh tokens that stay good, needs no Redis to be refreshed', async () => {
    const { join, provider, redis, clock } = await startGrantWorld({ refreshTokens: 'stable' })
    const other = await join('other')
    await redis.stop()
    clock.nowMs += 2 * hourMs
    expect((await other.tokens.current(sharedAccountId)).ok).toBe(true)
    expect(provider.calls).toEqual(['other'])
  })

  it('V9: is read again by whoever gets the lock: the one before may have been quicker', async () => {
    const { owner, join, provider, clock } = await startGrantWorld()
    const other = await join('other')
    // Nobody owns it any more, so that each goes for the lock.
    clock.nowMs += 2 * hourMs
    expect(await owner.tokens.current(sharedAccountId)).toEqual({ ok: true, value: provider.goodToken() })
    await owner.shared.settled()
    expect(await other.tokens.current(sharedAccountId)).toEqual({ ok: true, value: provider.goodToken() })
    expect(provider.calls).toEqual(['owner'])
    expect(provider.isBurnt()).toBe(false)
  })

  it('V9: is sent for once although the lock is lost on the way: the request goes on, and its answer is taken', async () => {
    const { owner, join, provider, redis, keys, clock } = await startGrantWorld({ lockMs: 20_000 })
    const other = await join('other')
    const { providerId, externalId } = anAccount()
    const lock = keyNames(keys.teamId).lock(recordName(keys, providerId, externalId))
    // Whoever owned it slept too long: both may.
    clock.nowMs += 2 * hourMs
    const reply = Promise.withResolvers<null>()
    provider.hold(reply.promise)
    const first = owner.tokens.current(sharedAccountId)
    await expect.poll(() => provider.calls).toEqual(['owner'])
    expect(await redis.ask('DEL', lock)).toContain(':1')
    const second = other.tokens.current(sharedAccountId)
    // It got the lock, the third one of this record, and has read that somebody's request is under way.
    await expect
      .poll(() => redis.ask('HGET', lock.replace(':l:', ':r:'), 'n'), { timeout: 10_000 })
      .toMatch(/\r\n3\r\n$/)
    reply.resolve(null)
    expect(await first).toEqual({ ok: true, value: provider.goodToken() })
    expect(await second).toEqual({ ok: true, value: provider.goodToken() })
    expect(provider.calls).toEqual(['owner'])
    expect(provider.isBurnt()).toBe(false)
  })

  it('is adopted after a crash that came between the two writes, and never pushed back', async () => {
    const world = await startGrantWorld()
    const { owner, provider, clock, grant } = world
    const other = await world.join('other')
    clock.nowMs += hourMs - 2 * minuteMs
    await owner.tokens.current(sharedAccountId)
    await owner.shared.settled()
    // The step was kept, the grant was not.
    const step = { ...owner.state().step! }
    await other.put({ step: { ...step, isOwner: false, before: other.state().step!.mark }, grant })
    await other.shared.reconcile(sharedAccountId)
    expect(other.state().grant.accessToken).toBe(provider.goodToken())
    await owner.shared.reconcile(sharedAccountId)
    expect(owner.state().grant.accessToken).toBe(provider.goodToken())
  })
})

describe('the lock of a refresh', () => {
  const remoteOf = ({ owner, keys }: Awaited<ReturnType<typeof startGrantWorld>>, lockMs = 500) =>
    createRemoteRecord(owner.redis, keys, anAccount(), lockMs)

  async function lockedBy(remote: ReturnType<typeof remoteOf>, owner: string) {
    const lock = await remote.lock(owner)
    if (!lock.ok || lock.value.kind !== 'locked') throw new Error('no lock')
    return lock.value.at
  }

  it('R48: is given back by its owner alone', async () => {
    const world = await startGrantWorld()
    const remote = remoteOf(world)
    const first = await lockedBy(remote, 'first')
    await expect.poll(() => remote.lock('second').then((lock) => lock.ok && lock.value.kind)).toBe('locked')
    // The first one comes back after its time, and thinks that it still has it.
    await remote.unlock('first')
    expect(await remote.lock('third')).toMatchObject({ ok: true, value: { kind: 'held' } })
    expect(await remote.announce('first', first)).toEqual({ ok: true, value: false })
  })

  it('R47: whoever was stopped past its lock writes nothing after the next one has begun', async () => {
    const world = await startGrantWorld()
    const remote = remoteOf(world)
    const stopped = await lockedBy(remote, 'stopped')
    await remote.announce('stopped', stopped)
    await expect.poll(() => remote.lock('next').then((lock) => lock.ok && lock.value.kind)).toBe('locked')
    const next = await lockedBy(remote, 'next')
    expect(next.fence).toBeGreaterThan(stopped.fence)
    expect(await remote.announce('next', next)).toEqual({ ok: true, value: true })
    const record = { generation: 2, keyId: world.keys.keyId, sealed: 'x' }
    expect(await remote.write(stopped.fence, 1, record)).toEqual({ ok: true, value: 'fenced' })
    expect(await remote.write(next.fence, 1, record)).toEqual({ ok: true, value: 'written' })
    expect(await remote.write(next.fence, 1, record)).toEqual({ ok: true, value: 'moved' })
  })

  it('R47: a device that is killed in the middle of its refresh holds nobody up for good', async () => {
    const world = await startGrantWorld()
    const { provider, clock, order } = world
    const other = await world.join('other')
    // The killed one is the owner; it dies at the provider, before anything was done there.
    provider.delayMs = () => 1_000_000
    const child = fork(path.join(import.meta.dirname, '../support/redis/device-child.ts'), {
      stdio: 'inherit',
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    await world.owner.put({
      grant: { ...world.grant, expiresAtMs: clock.nowMs - 1, obtainedAtMs: clock.nowMs - 2 },
    })
    child.send(order('owner'))
    await expect.poll(() => provider.calls).toEqual(['owner'])
    provider.gone('owner')
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
    provider.delayMs = () => 10
    clock.nowMs += 2 * hourMs
    await expect
      .poll(() => other.tokens.current(sharedAccountId), { timeout: 40_000, interval: 200 })
      .toEqual({ ok: true, value: 'access-1-1' })
    expect(provider.calls).toEqual(['owner', 'other'])
    expect(provider.isBurnt()).toBe(false)
    expect(readState(order('other').file).grant.accessToken).toBe('access-1-1')
  })
})
