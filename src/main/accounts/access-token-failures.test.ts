import { beforeEach, describe, expect, it } from 'vitest'
import { err, ok } from '../../shared/result.ts'
import type { TokenRequestFailure } from '../oauth/token-endpoint.ts'
import { World, accountId, dayMs, minuteMs, refused, unreachable } from './test-support/token-world.ts'

let world: World
beforeEach(() => {
  world = new World()
})

const current = () => world.tokens.current(accountId)

describe('a refresh that fails', () => {
  it.each([unreachable, refused('transient', 503), refused('client')])(
    'R65: lets a token serve that is still good, and asks again only after half a minute',
    async (failure) => {
      world.reply = () => Promise.resolve(err(failure))
      world.pass(26 * minuteMs)
      expect(await current()).toEqual(ok('a0'))
      expect(await current()).toEqual(ok('a0'))
      expect(world.refreshes).toHaveLength(1)
      world.pass(30_000)
      await current()
      expect(world.refreshes).toHaveLength(2)
      expect(world.stored).toMatchObject({ refreshToken: 'r0' })
      expect(world.dead).toBe(0)
    },
  )

  it('R65: is an error when the token has ended; the grant is kept and nothing loops', async () => {
    world.reply = () => Promise.resolve(err(unreachable))
    world.pass(dayMs)
    const all = await Promise.all(Array.from({ length: 50 }, current))
    expect(new Set(all.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify(err({ kind: 'offline' }))]),
    )
    expect(await current()).toEqual(err({ kind: 'offline' }))
    expect(world.refreshes).toHaveLength(1)
    world.reply = null
    world.pass(30_000)
    expect(await current()).toEqual(ok('a2'))
  })

  it('R65: says "reconnect" once when the grant is dead, and never asks with it again', async () => {
    world.reply = () => Promise.resolve(err(refused('revoked')))
    world.pass(dayMs)
    const all = await Promise.all(Array.from({ length: 10 }, current))
    expect(all).toEqual(Array.from({ length: 10 }, () => err({ kind: 'reconnect-required', accountId })))
    world.pass(dayMs)
    expect(await current()).toEqual(err({ kind: 'reconnect-required', accountId }))
    expect(world.refreshes).toHaveLength(1)
    expect(world.dead).toBe(1)
  })

  it('leaves a later sign-in alone: its grant is alive', async () => {
    world.reply = () => Promise.resolve(err(refused('revoked')))
    world.pass(dayMs)
    await current()
    world.stored = world.grant('b0', 's0')
    expect(await current()).toEqual(ok('b0'))
    world.reply = null
    world.pass(dayMs)
    expect(await current()).toEqual(ok('a2'))
    expect(world.refreshes).toEqual(['r0', 's0'])
  })

  it.each([refused('revoked'), null])(
    'neither overwrites nor condemns a grant that a sign-in stored while it was under way',
    async (failure) => {
      world.pass(dayMs)
      world.reply = async () => {
        world.stored = world.grant('b0', 's0')
        return failure === null ? world.renewed() : err(failure)
      }
      expect(await current()).toEqual(ok('b0'))
      expect(world.stored).toMatchObject({ accessToken: 'b0', refreshToken: 's0' })
      expect(world.dead).toBe(0)
    },
  )

  it('means "reconnect" where there is no refresh token, or no grant at all', async () => {
    world.stored = world.grant('a0', null)
    world.pass(dayMs)
    expect(await current()).toEqual(err({ kind: 'reconnect-required', accountId }))
    expect(world.dead).toBe(1)
    world.stored = null
    expect(await current()).toEqual(err({ kind: 'reconnect-required', accountId }))
    expect(world.refreshes).toEqual([])
  })

  it('needs no rest when nothing was sent, for example because no client is set', async () => {
    world.reply = () =>
      Promise.resolve(err({ kind: 'not-asked', error: { kind: 'client-not-configured', providerId: 'p' } }))
    world.pass(dayMs)
    expect(await current()).toMatchObject({ error: { kind: 'client-not-configured' } })
    world.reply = null
    expect(await current()).toEqual(ok('a2'))
  })
})

describe('a provider that fails again and again', () => {
  it('R65: is asked at growing distances, from half a minute to ten, and at once after a success', async () => {
    world.reply = () => Promise.resolve(err(unreachable))
    world.pass(dayMs)
    const askedAfterMs: number[] = []
    let lastMs = world.evenMs
    while (askedAfterMs.length < 7) {
      const before = world.refreshes.length
      await current()
      if (world.refreshes.length > before) {
        askedAfterMs.push(world.evenMs - lastMs)
        lastMs = world.evenMs
      }
      world.pass(10_000)
    }
    expect(askedAfterMs.map((ms) => ms / 1_000)).toEqual([0, 30, 60, 120, 240, 480, 600])
    world.reply = null
    world.pass(10 * minuteMs)
    expect((await current()).ok).toBe(true)
    world.reply = () => Promise.resolve(err(unreachable))
    world.pass(dayMs)
    await current()
    const before = world.refreshes.length
    world.pass(30_000)
    await current()
    expect(world.refreshes).toHaveLength(before + 1)
  })

  it('is asked every half minute when it is the settings that are wrong: somebody mends them', async () => {
    world.reply = () => Promise.resolve(err(refused('client')))
    world.pass(dayMs)
    for (let round = 0; round < 5; round += 1) {
      expect(await current()).toMatchObject({ error: { kind: 'client-rejected' } })
      world.pass(30_000)
    }
    expect(world.refreshes).toHaveLength(5)
    expect(world.stored).toMatchObject({ refreshToken: 'r0' })
  })

  it('is given the time that it asks for, up to ten minutes', async () => {
    const slower = (retryAfterMs: number): TokenRequestFailure => ({
      kind: 'refused',
      failure: { class: 'transient', code: null },
      error: { kind: 'rate-limited', retryAfterMs },
    })
    world.reply = () => Promise.resolve(err(slower(90_000)))
    world.pass(dayMs)
    await current()
    world.pass(89_999)
    await current()
    expect(world.refreshes).toHaveLength(1)
    world.reply = () => Promise.resolve(err(slower(dayMs)))
    world.pass(1)
    await current()
    world.pass(10 * minuteMs)
    await current()
    expect(world.refreshes).toHaveLength(3)
  })
})

describe('a refresh that somebody else has just made', () => {
  it('waits a few seconds, and uses what is stored by then', async () => {
    world.reply = () => Promise.resolve(err(refused('raced', 409)))
    world.whileWaiting = async () => {
      world.stored = world.grant('b0', 's0')
    }
    world.pass(dayMs)
    expect(await current()).toEqual(ok('b0'))
    expect(world.waits).toEqual([3_500])
    expect([world.refreshes.length, world.dead]).toEqual([1, 0])
  })

  it('keeps the grant and rests when nothing else is stored', async () => {
    world.reply = () => Promise.resolve(err(refused('raced', 409)))
    world.pass(dayMs)
    expect((await current()).ok).toBe(false)
    expect((await current()).ok).toBe(false)
    expect(world.refreshes).toHaveLength(1)
    expect([world.stored?.refreshToken, world.dead, world.attempt]).toEqual(['r0', 0, null])
    world.reply = null
    world.pass(30_000)
    expect(await current()).toEqual(ok('a2'))
  })
})

describe('a refresh whose outcome nobody knows', () => {
  const unclear: TokenRequestFailure = { kind: 'not-asked', error: { kind: 'timed-out' } }

  it('R17: is noted in the vault before it is sent, and no longer once its outcome is stored', async () => {
    world.pass(dayMs)
    world.reply = () => {
      world.moments.push(`attempt ${world.attempt?.attempt}`)
      return world.renewed()
    }
    expect((await current()).ok).toBe(true)
    expect(world.moments).toEqual(['attempt 1', 'stored a1'])
    expect(world.attempt).toBeNull()
  })

  it('is not sent when the vault cannot note it: its answer could not be kept either', async () => {
    world.pass(dayMs)
    world.attemptFailure = { kind: 'storage-full' }
    expect(await current()).toEqual(err({ kind: 'storage-full' }))
    expect(world.refreshes).toEqual([])
  })

  it('R17: is tried once more after a start, and then at growing distances over any number of starts', async () => {
    world.pass(dayMs)
    world.reply = () => Promise.resolve(err(unclear))
    await current()
    expect(world.attempt).toMatchObject({ attempt: 1 })
    for (let start = 0; start < 10; start += 1) {
      world.tokens = world.start()
      expect(await current()).toEqual(err({ kind: 'timed-out' }))
    }
    expect(world.refreshes).toHaveLength(2)
    world.pass(minuteMs)
    world.tokens = world.start()
    world.reply = null
    expect(await current()).toEqual(ok('a3'))
    expect(world.attempt).toBeNull()
  })

  it('R17: asks for a reconnect when the provider then does not know the refresh token any more', async () => {
    world.pass(dayMs)
    world.attempt = { attempt: 1, sinceMs: world.wallMs, grantAtMs: world.stored?.obtainedAtMs ?? 0 }
    world.reply = () => Promise.resolve(err(refused('revoked')))
    expect(await current()).toEqual(err({ kind: 'reconnect-required', accountId }))
    expect([world.dead, world.refreshes.length, world.attempt]).toEqual([1, 1, null])
  })

  it('R17: says nothing about another grant that is stored by now', async () => {
    world.pass(dayMs)
    world.attempt = { attempt: 7, sinceMs: world.wallMs, grantAtMs: 1 }
    expect(await current()).toEqual(ok('a1'))
    expect(world.refreshes).toHaveLength(1)
  })

  it('is not noted when nothing was sent', async () => {
    world.pass(dayMs)
    world.reply = () => Promise.resolve(err({ kind: 'not-asked', error: { kind: 'vault-unavailable' } }))
    await current()
    expect(world.attempt).toBeNull()
  })
})
