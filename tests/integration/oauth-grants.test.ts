import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { guardFetch, type Fetch } from '../../src/main/http/guarded-fetch.ts'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'
import type { ProviderSession } from '../../src/main/providers/provider.ts'
import { startSandbox, type Sandbox, type StartOptions } from '../../src/sandbox/start-sandbox.ts'
import type { Account } from '../../src/shared/model/account.ts'
import { err, ok } from '../../src/shared/result.ts'
import { connectionsAt, type ConnectionsAt } from '../support/connections-at.ts'
import { signInAt } from '../support/connected-core.ts'
import { valueOf } from '../support/core-in-node.ts'
import { createScriptedBrowser, type Consent } from '../support/scripted-browser.ts'

const providerId = hubspot.descriptor.id
const send: Fetch = (address, init) => fetch(address, init)
const tokenPath = '/oauth/2026-09/token'
const contacts = { method: 'GET', path: ['crm', 'objects', '2026-09', 'contacts'] } as const

let sandbox: Sandbox
afterEach(async () => {
  await sandbox.close()
})

interface World extends ConnectionsAt {
  /** What the person does with the next page. */
  consent: Consent
  /** Requests that were sent to the token endpoint: the sandbox counts one only when it answers. */
  sent: number
  /** In place of the app's own quarter of a minute. */
  tokenDeadlineMs: number
  signIn(): ReturnType<ConnectionsAt['connections']['connect']>
}

async function openWorld(options: StartOptions = {}): Promise<World> {
  sandbox = await startSandbox({ contacts: 3, companies: 1, deals: 1, ...options })
  const world: World = {
    ...connectionsAt(sandbox.endpoints, {
      fetch: (address, init) => {
        if (address !== sandbox.endpoints.hubspot.token) return send(address, init)
        world.sent += 1
        const limits = { maxBytes: 1_000_000, loopbackOrigin: new URL(address).origin }
        return guardFetch(send, { ...limits, deadlineMs: world.tokenDeadlineMs })(address, init)
      },
      transport: createScriptedBrowser({ consent: () => world.consent }),
    }),
    consent: 'approve',
    sent: 0,
    tokenDeadlineMs: 15_000,
    signIn: () => world.connections.connect(signInAt(providerId)),
  }
  return world
}

async function openConnected(
  options: StartOptions = {},
): Promise<World & { account: Account; session: ProviderSession }> {
  const world = await openWorld(options)
  const account = valueOf(await world.signIn())
  const { session } = valueOf(await world.connections.access(account.id))
  sandbox.requests.clear()
  world.sent = 0
  world.moments.length = 0
  return Object.assign(world, { account, session })
}

const tokenPosts = (): number => sandbox.requests.counts()[`POST ${tokenPath}`] ?? 0
const read = (session: ProviderSession) =>
  session.request(contacts, z.object({ results: z.array(z.unknown()) }))

describe('a sign-in', () => {
  it('stores the grant, then the account as connected, and only then says so', async () => {
    const world = await openWorld()
    const account = valueOf(await world.signIn())
    expect(world.moments.slice(-3)).toEqual(['grant', 'account', 'connected'])
    expect(world.accounts.get(account.id)).toMatchObject({ status: 'connected', externalId: '147312908' })
    expect(world.grants.has(account.id)).toBe(true)
  })

  it.each([1, 2, 3])(
    'R17: that is cut off at write %i leaves no grant to which no account points',
    async (at) => {
      const world = await openWorld()
      let writes = 0
      for (const records of [world.accounts, world.grants] as Map<unknown, unknown>[]) {
        const set = records.set.bind(records)
        records.set = (id, record) => {
          writes += 1
          if (writes >= at) throw new Error('cut off')
          return set(id, record)
        }
      }
      await expect(world.signIn()).rejects.toThrow('cut off')
      expect([...world.accounts.keys()]).toEqual(expect.arrayContaining([...world.grants.keys()]))
      expect([...world.accounts.values()].map(({ status }) => status)).toEqual(
        [...world.accounts].map(() => 'needs-reconnect'),
      )
    },
  )

  it('leaves no account when the vault has no room for its grant', async () => {
    const world = await openWorld()
    world.records.writeGrant = async () => err({ kind: 'storage-full' })
    expect(await world.signIn()).toEqual(err({ kind: 'storage-full' }))
    expect(world.accounts.size).toBe(0)
  })

  it.each(['deny', 'close'] as const)('R10: stores nothing when the person answers "%s"', async (consent) => {
    const world = await openWorld()
    world.consent = consent
    expect((await world.signIn()).ok).toBe(false)
    expect([world.moments, world.grants.size, world.accounts.size]).toEqual([[], 0, 0])
  })

  it('R10: stores nothing when it is cancelled while the code is exchanged', async () => {
    const world = await openWorld()
    sandbox.faults.add({ method: 'POST', path: tokenPath, stallMs: 80, after: true })
    const outcome = world.signIn()
    await vi.waitUntil(() => world.sent === 1, 10_000)
    world.connections.cancelConnect()
    expect(await outcome).toEqual(err({ kind: 'sign-in-cancelled' }))
    await new Promise((resolve) => setTimeout(resolve, 120))
    expect([world.moments, world.grants.size, world.accounts.size]).toEqual([[], 0, 0])
  })

  it('R10: stores nothing when it is cancelled after the exchange, while the account is asked who it is', async () => {
    const world = await openWorld()
    sandbox.faults.add({ path: '/account-info/', stallMs: 80 })
    const outcome = world.signIn()
    await vi.waitUntil(() => tokenPosts() === 1, 10_000)
    world.connections.cancelConnect()
    expect(await outcome).toEqual(err({ kind: 'sign-in-cancelled' }))
    expect([world.moments, world.grants.size, world.accounts.size]).toEqual([[], 0, 0])
  })

  it('keeps tokens, codes and the client secret out of the log', async () => {
    const world = await openConnected()
    sandbox.hubspot.grants.expireAccessTokens()
    await read(world.session)
    const grant = world.grants.get(world.account.id)
    for (const secret of [grant?.accessToken, grant?.refreshToken, sandbox.endpoints.hubspot.clientSecret]) {
      expect(secret).toBeTruthy()
      expect(world.lines.join('\n')).not.toContain(secret)
    }
  })
})

describe('an expired access token', () => {
  it('R64: costs ten parallel calls one refresh, and all of them succeed', async () => {
    const { session, account, grants } = await openConnected()
    const before = grants.get(account.id)
    sandbox.hubspot.grants.expireAccessTokens()
    const results = await Promise.all(Array.from({ length: 10 }, () => read(session)))
    expect(results.map(({ ok }) => ok)).toEqual(Array(10).fill(true))
    expect(tokenPosts()).toBe(1)
    expect(grants.get(account.id)?.accessToken).not.toBe(before?.accessToken)
  })

  it('R64: costs one refresh when the calls come over several sessions', async () => {
    const { connections, account } = await openConnected()
    sandbox.hubspot.grants.expireAccessTokens()
    const sessions = await Promise.all(Array.from({ length: 10 }, () => connections.access(account.id)))
    const results = await Promise.all(sessions.map((access) => read(valueOf(access).session)))
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(tokenPosts()).toBe(1)
  })

  it('is replaced with a rotated refresh token, which then serves in its turn', async () => {
    const { session, account, grants } = await openConnected({ rotateRefresh: true })
    const seen = [grants.get(account.id)?.refreshToken]
    for (let round = 0; round < 3; round += 1) {
      sandbox.hubspot.grants.expireAccessTokens()
      // Tokens carry their moment in milliseconds.
      await new Promise((resolve) => setTimeout(resolve, 5))
      expect((await read(session)).ok).toBe(true)
      seen.push(grants.get(account.id)?.refreshToken)
    }
    expect(new Set(seen).size).toBe(4)
    expect(tokenPosts()).toBe(3)
  })

  it('keeps its refresh token when the reply leaves it out', async () => {
    const { session, account, grants } = await openConnected()
    const before = grants.get(account.id)
    const { token } = sandbox.hubspot.grants.issueAccessToken(before?.scopes ?? [])
    sandbox.hubspot.grants.expireAccessTokens()
    sandbox.faults.add({
      method: 'POST',
      path: tokenPath,
      body: { access_token: token, token_type: 'bearer', expires_in: 1_800 },
    })
    await read(session)
    expect(grants.get(account.id)).toMatchObject({
      accessToken: token,
      refreshToken: before?.refreshToken,
      scopes: before?.scopes,
    })
  })
})

describe('a refresh that fails', () => {
  it.each([
    ['503', { status: 503 }, 'provider-down'],
    ['502 with HTML', { status: 502, body: '<html>' }, 'provider-down'],
    ['429', { status: 429, headers: { 'retry-after': '60' } }, 'rate-limited'],
    ['a cut connection', { drop: true }, 'offline'],
    ['a cut connection after it took effect', { drop: true, after: true }, 'offline'],
    ['silence', { stallMs: 800 }, 'timed-out'],
    ['no JSON', { body: '<html>' }, 'unexpected-response'],
    ['no access token', { body: { token_type: 'bearer' } }, 'unexpected-response'],
    ['a lifetime of -1', { body: { access_token: 'x', expires_in: -1 } }, 'unexpected-response'],
    ['a redirect', { redirect: 'http://127.0.0.1:9/' }, 'unexpected-response'],
    ['an unknown client', { status: 400, body: { error: 'invalid_client' } }, 'client-rejected'],
  ] as const)('R65: with %s keeps the grant and is not repeated', async (_name, fault, kind) => {
    const world = await openConnected()
    const { session, account, accounts, grants, moments } = world
    const before = grants.get(account.id)
    sandbox.hubspot.grants.expireAccessTokens()
    sandbox.faults.add({ method: 'POST', path: tokenPath, ...fault })
    if ('stallMs' in fault) world.tokenDeadlineMs = 100
    const results = await Promise.all(Array.from({ length: 5 }, () => read(session)))
    results.push(await read(session))
    for (const result of results) expect(result).toMatchObject({ ok: false, error: { kind } })
    expect(world.sent).toBe(1)
    expect(grants.get(account.id)).toEqual(before)
    expect(accounts.get(account.id)?.status).toBe('connected')
    expect(moments).toEqual([])
  })

  it('R65: because the grant is revoked asks for a reconnect, once, and the grant stays where it is', async () => {
    const { session, account, accounts, grants, moments } = await openConnected()
    const before = grants.get(account.id)
    sandbox.hubspot.grants.revokeEverything()
    sandbox.hubspot.grants.expireAccessTokens()
    for (let round = 0; round < 3; round += 1) {
      const results = await Promise.all(Array.from({ length: 5 }, () => read(session)))
      for (const result of results) {
        expect(result).toEqual(err({ kind: 'reconnect-required', accountId: account.id }))
      }
    }
    expect(tokenPosts()).toBe(1)
    expect(accounts.get(account.id)?.status).toBe('needs-reconnect')
    expect(moments).toEqual(['account', 'changed'])
    expect(grants.get(account.id)).toEqual(before)
  })

  it('R65: is over with a new sign-in, which takes the account up again', async () => {
    const { session, account, accounts, connections } = await openConnected()
    sandbox.hubspot.grants.revokeEverything()
    sandbox.hubspot.grants.expireAccessTokens()
    expect((await read(session)).ok).toBe(false)
    expect(valueOf(await connections.connect(signInAt(providerId, account.id))).id).toBe(account.id)
    expect([...accounts.values()].map(({ status }) => status)).toEqual(['connected'])
    expect((await read(session)).ok).toBe(true)
  })
})

describe('a disconnected account', () => {
  it('gives no session, and a refresh that is still under way brings no grant back', async () => {
    const world = await openConnected()
    const { session, account, connections, grants, accounts } = world
    sandbox.hubspot.grants.expireAccessTokens()
    sandbox.faults.add({ method: 'POST', path: tokenPath, stallMs: 80 })
    const reading = read(session)
    await vi.waitUntil(() => world.sent === 1, 10_000)
    expect(await connections.endGrant(account.id, false)).toEqual(ok('not-asked'))
    expect((await reading).ok).toBe(false)
    expect(grants.size).toBe(0)
    expect(accounts.get(account.id)?.status).toBe('disconnected')
    const refused = err({ kind: 'reconnect-required', accountId: account.id })
    expect(await connections.access(account.id)).toEqual(refused)
    expect((await read(session)).ok).toBe(false)
    expect(accounts.get(account.id)?.status).toBe('disconnected')
  })
})
