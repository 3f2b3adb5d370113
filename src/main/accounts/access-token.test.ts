import { beforeEach, describe, expect, it, vi } from 'vitest'
import { err, ok } from '../../shared/result.ts'
import { World, accountId, dayMs, hourMs, minuteMs, unreachable } from './test-support/token-world.ts'

let world: World
beforeEach(() => {
  world = new World()
})

const current = () => world.tokens.current(accountId)
const renew = (token: string) => world.tokens.renew(accountId, token)

describe('an access token', () => {
  it('is the stored one while it is fresh', async () => {
    expect(await current()).toEqual(ok('a0'))
    world.pass(25 * minuteMs - 1)
    expect(await current()).toEqual(ok('a0'))
    expect(world.refreshes).toEqual([])
  })

  it('is refreshed five minutes ahead of its end', async () => {
    world.pass(25 * minuteMs)
    expect(await current()).toEqual(ok('a1'))
    expect(world.refreshes).toEqual(['r0'])
  })

  it('is refreshed a fifth of its lifetime ahead when that is shorter', async () => {
    world.lifetimeMs = 10 * minuteMs
    world.stored = world.grant('a0', 'r0')
    world.pass(8 * minuteMs - 1)
    expect(await current()).toEqual(ok('a0'))
    world.pass(1)
    expect(await current()).toEqual(ok('a1'))
  })

  it('is never refreshed ahead of time where the provider named no end', async () => {
    world.stored = { ...world.grant('a0', null), expiresAtMs: null }
    world.pass(400 * dayMs)
    expect(await current()).toEqual(ok('a0'))
  })

  it('is refreshed once for fifty callers at the same time', async () => {
    world.pass(dayMs)
    const all = await Promise.all(Array.from({ length: 50 }, current))
    expect(new Set(all.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify(ok('a1'))]))
    expect(world.refreshes).toEqual(['r0'])
  })

  it('is not refreshed with a spent refresh token by a caller that read the grant long ago', async () => {
    world.pass(dayMs)
    let readEnds = (): void => undefined
    world.slowRead = new Promise((resolve) => {
      readEnds = resolve
    })
    const late = current()
    expect(await current()).toEqual(ok('a1'))
    readEnds()
    expect(await late).toEqual(ok('a1'))
    expect(world.refreshes).toEqual(['r0'])
  })

  it('R17: is stored, its rotated refresh token with it, before anybody gets it', async () => {
    world.pass(dayMs)
    await current().then(() => world.moments.push('used'))
    expect(world.moments).toEqual(['stored a1', 'used'])
    expect(world.stored).toMatchObject({ accessToken: 'a1', refreshToken: 'r1' })
  })

  it('is not lost with its spent refresh token when the vault cannot store it for a while', async () => {
    world.pass(dayMs)
    world.vaultFailure = { kind: 'storage-full' }
    expect(await current()).toEqual(err({ kind: 'storage-full' }))
    world.vaultFailure = null
    expect(await current()).toEqual(ok('a1'))
    expect(world.refreshes).toEqual(['r0'])
  })

  it('is not lost either when the vault cannot be read just after the refresh', async () => {
    world.pass(dayMs)
    world.reply = () => {
      world.readFailure = { kind: 'storage-unavailable' }
      return world.renewed()
    }
    expect(await current()).toEqual(err({ kind: 'storage-unavailable' }))
    world.readFailure = null
    expect(await current()).toEqual(ok('a1'))
    expect(world.refreshes).toEqual(['r0'])
    expect(world.stored).toMatchObject({ accessToken: 'a1', refreshToken: 'r1' })
  })
})

describe('access tokens that are closed', () => {
  it('R17: wait for the refresh under way, and for its storing', async () => {
    world.pass(dayMs)
    const asked = current()
    await vi.waitFor(() => expect(world.refreshes).toEqual(['r0']))
    await world.tokens.close()
    expect(world.moments).toEqual(['stored a1'])
    expect(await asked).toEqual(ok('a1'))
  })

  it('R17: try once more to store what the vault could not take', async () => {
    world.pass(dayMs)
    world.vaultFailure = { kind: 'storage-full' }
    expect(await current()).toEqual(err({ kind: 'storage-full' }))
    world.vaultFailure = null
    await world.tokens.close()
    expect(world.stored?.refreshToken).toBe('r1')
  })

  it('spend no refresh token any more', async () => {
    world.pass(dayMs)
    await world.tokens.close()
    expect(await current()).toEqual(err({ kind: 'cancelled' }))
    expect(world.refreshes).toEqual([])
  })
})

describe('a refused access token', () => {
  it('R64: is renewed once for ten calls that were refused together', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => renew('a0')))
    expect(all).toEqual(Array.from({ length: 10 }, () => ok('a1')))
    expect(world.refreshes).toHaveLength(1)
  })

  it('R64: is not renewed again when somebody else has renewed it meanwhile', async () => {
    await renew('a0')
    expect(await renew('a0')).toEqual(ok('a1'))
    expect(world.refreshes).toHaveLength(1)
  })

  it('does not loop when the provider refuses every new one too', async () => {
    let token = 'a0'
    for (let round = 0; round < 20; round += 1) {
      const renewed = await renew(token)
      if (renewed.ok) token = renewed.value
    }
    expect(world.refreshes).toHaveLength(5)
    expect(await renew(token)).toEqual(err({ kind: 'provider-down', status: 401 }))
    world.pass(minuteMs)
    expect(await renew(token)).toEqual(ok('a6'))
  })
})

describe('a computer that sleeps', () => {
  it('R74: does not let a token pass for new because the even clock slept too', async () => {
    world.pass(dayMs)
    expect(await current()).toEqual(ok('a1'))
    world.wallMs += dayMs
    expect(await current()).toEqual(ok('a1'))
    world.tokens.resumed()
    expect(await current()).toEqual(ok('a2'))
  })

  it('R74: does not keep resting after a failure from before', async () => {
    world.reply = () => Promise.resolve(err(unreachable))
    world.pass(dayMs)
    await current()
    world.wallMs += dayMs
    expect(await current()).toEqual(err({ kind: 'offline' }))
    world.tokens.resumed()
    world.reply = null
    expect(await current()).toEqual(ok('a2'))
  })

  it('R74: reads the vault anew, also when it falls asleep in the middle of a refresh', async () => {
    world.pass(dayMs)
    world.reply = async () => {
      world.wallMs += dayMs
      world.tokens.resumed()
      world.stored = world.grant('b0', 's0')
      return err({ kind: 'not-asked', error: { kind: 'timed-out' } })
    }
    expect(await current()).toEqual(ok('b0'))
  })
})

describe('a wall clock that jumps', () => {
  it.each([
    ['a day to and fro', [dayMs, -dayMs]],
    ['to 1970 and back', [-Date.parse('2026-11-21'), Date.parse('2026-11-21')]],
    ['to 2100 and on', [73 * 365 * dayMs, dayMs, dayMs, dayMs]],
    ['to 2100 and back', [73 * 365 * dayMs, -73 * 365 * dayMs]],
    ['an hour to and fro, as a clock does that takes summer time for an offset', [hourMs, -hourMs]],
  ])('R73: causes at most one refresh a minute, going %s', async (_name, jumps) => {
    for (let round = 0; round < 40; round += 1) {
      world.wallMs += jumps[round % jumps.length] ?? 0
      world.pass(1_000)
      expect((await current()).ok).toBe(true)
    }
    expect(world.refreshes.length).toBeLessThanOrEqual(1)
  })
})
