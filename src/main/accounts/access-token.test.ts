import { beforeEach, describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { accountIdSchema } from '../../shared/model/account.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { TokenRequestFailure } from '../oauth/token-endpoint.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import type { RefreshAttempt } from './account-records.ts'
import { createAccessTokens, type AccessTokens } from './access-token.ts'

const accountId = accountIdSchema.parse('account-1')
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

const refused = (klass: 'revoked' | 'client' | 'raced' | 'transient', status = 400): TokenRequestFailure => ({
  kind: 'refused',
  failure: { class: klass, code: null },
  error: { kind: 'provider-down', status },
})
const unreachable: TokenRequestFailure = { kind: 'not-asked', error: { kind: 'offline' } }

/** A vault, a token endpoint and two clocks, all in memory; `moments` tells what happened in which order. */
class World {
  wallMs = Date.parse('2026-11-21T12:00:00Z')
  evenMs = 0
  lifetimeMs = 30 * minuteMs
  stored: TokenSet | null = this.grant('a0', 'r0')
  refreshes: string[] = []
  dead = 0
  moments: string[] = []
  /** What the vault knows of a refresh under way; survives a restart as the grant does. */
  attempt: RefreshAttempt | null = null
  waits: number[] = []
  reply: ((grant: TokenSet) => Promise<Result<TokenSet, TokenRequestFailure>>) | null = null
  vaultFailure: AppError | null = null
  readFailure: AppError | null = null
  /** Set, one reader gets what was stored when it asked, but not before this resolves. */
  slowRead: Promise<void> | null = null
  tokens: AccessTokens = this.start()

  /** A new process on the same vault. */
  start(): AccessTokens {
    return createAccessTokens({
      now: () => this.wallMs,
      clockMs: () => this.evenMs,
      wait: async (ms) => {
        this.waits.push(ms)
        await this.whileWaiting()
      },
      random: () => 0.5,
      readAttempt: async () => ok(this.attempt),
      writeAttempt: async (_id, attempt) => {
        if (this.vaultFailure !== null) return err(this.vaultFailure)
        this.attempt = attempt
        return ok(null)
      },
      removeAttempt: async () => {
        this.attempt = null
        return ok(null)
      },
      onRefreshed: async () => undefined,
      readGrant: async () => {
        const { stored, slowRead } = this
        this.slowRead = null
        await slowRead
        return this.readFailure === null ? ok(stored) : err(this.readFailure)
      },
      writeGrant: (_id, grant) => {
        if (this.vaultFailure !== null) return Promise.resolve(err(this.vaultFailure))
        this.stored = grant
        this.moments.push(`stored ${grant.accessToken}`)
        return Promise.resolve(ok(null))
      },
      refresh: (_id, grant) => {
        this.refreshes.push(grant.refreshToken)
        return this.reply === null ? this.renewed() : this.reply(grant)
      },
      onDead: () => {
        this.dead += 1
        return Promise.resolve()
      },
    })
  }

  whileWaiting: () => Promise<void> = async () => undefined

  grant(accessToken: string, refreshToken: string | null): TokenSet {
    return {
      accessToken,
      refreshToken,
      obtainedAtMs: this.wallMs,
      expiresAtMs: this.wallMs + this.lifetimeMs,
      scopes: [],
    }
  }

  /** What the endpoint answers when all is well: a rotated refresh token, a little later. */
  async renewed(): Promise<Result<TokenSet, TokenRequestFailure>> {
    await new Promise((resolve) => setImmediate(resolve))
    return ok(this.grant(`a${this.refreshes.length}`, `r${this.refreshes.length}`))
  }

  pass(ms: number): void {
    this.wallMs += ms
    this.evenMs += ms
  }
}

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

describe('a wall clock that jumps', () => {
  it.each([
    ['a day to and fro', [dayMs, -dayMs]],
    ['to 1970 and back', [-Date.parse('2026-11-21'), Date.parse('2026-11-21')]],
    ['to 2100 and on', [73 * 365 * dayMs, dayMs, dayMs, dayMs]],
  ])('R73: causes at most one refresh a minute, going %s', async (_name, jumps) => {
    for (let round = 0; round < 40; round += 1) {
      world.wallMs += jumps[round % jumps.length] ?? 0
      world.pass(1_000)
      expect((await current()).ok).toBe(true)
    }
    expect(world.refreshes.length).toBeLessThanOrEqual(1)
  })
})
