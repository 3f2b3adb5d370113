import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'
import type { ProviderCall, ProviderSession } from '../../src/main/providers/provider.ts'
import { startSandbox, type Sandbox, type StartOptions } from '../../src/sandbox/start-sandbox.ts'
import type { Account } from '../../src/shared/model/account.ts'
import { scopesFor } from '../../src/shared/model/provider.ts'
import { err } from '../../src/shared/result.ts'
import { airtableId, hubspotId, notionId, signInAt } from '../support/connected-core.ts'
import { connectionsAt, type ConnectionsAt } from '../support/connections-at.ts'
import { valueOf } from '../support/core-in-node.ts'
import { createScriptedBrowser } from '../support/scripted-browser.ts'

const whoAmI = {
  hubspot: { method: 'GET', path: ['crm', 'objects', '2026-09', 'contacts'] },
  notion: { method: 'GET', path: ['v1', 'users', 'me'] },
  airtable: { method: 'GET', path: ['v0', 'meta', 'whoami'] },
} as const satisfies Record<string, ProviderCall>
const idOf = { hubspot: hubspotId, notion: notionId, airtable: airtableId }
type Name = keyof typeof whoAmI

interface World extends ConnectionsAt {
  readonly sandbox: Sandbox
  readonly account: Account
  readonly session: ProviderSession
  readonly waits: number[]
  read(): ReturnType<ProviderSession['request']>
  tokenPosts(): number
}

async function openConnected(name: Name, options: StartOptions = {}): Promise<World> {
  const sandbox = await startSandbox({ contacts: 3, companies: 1, deals: 1, ...options })
  onTestFinished(() => sandbox.close())
  const waits: number[] = []
  const at = connectionsAt(sandbox.endpoints, {
    transport: createScriptedBrowser({ consent: 'approve' }),
    wait: async (ms) => void waits.push(ms),
  })
  const account = valueOf(await at.connections.connect(signInAt(idOf[name])))
  const { session } = valueOf(await at.connections.access(account.id))
  sandbox.requests.clear()
  const tokenPath = new URL(sandbox.endpoints[name].token).pathname
  return {
    ...at,
    sandbox,
    account,
    session,
    waits,
    read: () => session.request(whoAmI[name], z.unknown()),
    tokenPosts: () => sandbox.requests.counts()[`POST ${tokenPath}`] ?? 0,
  }
}

describe.each(['hubspot', 'notion', 'airtable'] as const)('a grant of %s', (name) => {
  it('R64: costs 50 parallel calls with an expired token one token request, and all of them succeed', async () => {
    const world = await openConnected(name)
    const before = world.grants.get(world.account.id)
    world.sandbox[name].grants.expireAccessTokens()
    // Slow enough for all of them to be refused before there is another token.
    world.sandbox.faults.add({ service: name, method: 'POST', path: 'token', stallMs: 400, after: true })
    const results = await Promise.all(Array.from({ length: 50 }, world.read))
    expect(results.map(({ ok }) => ok)).toEqual(Array(50).fill(true))
    expect(world.tokenPosts()).toBe(1)
    const after = world.grants.get(world.account.id)
    expect(after?.accessToken).not.toBe(before?.accessToken)
    expect(after?.refreshToken).toEqual(expect.any(String))
    expect(world.attempts.size).toBe(0)
  })

  it('R65: is gone for good once it is revoked: one request, one word about it, and the data stays', async () => {
    const world = await openConnected(name)
    world.sandbox[name].grants.revokeEverything()
    world.sandbox[name].grants.expireAccessTokens()
    const results = await Promise.all(Array.from({ length: 20 }, world.read))
    for (const result of results) {
      expect(result).toEqual(err({ kind: 'reconnect-required', accountId: world.account.id }))
    }
    expect(world.tokenPosts()).toBe(1)
    expect(world.accounts.get(world.account.id)?.status).toBe('needs-reconnect')
    expect(world.events.map(({ kind }) => kind)).toEqual(['signed-in', 'grant-ended'])
  })

  it('is taken up again by the same login, with a pair of its own and the same id', async () => {
    const world = await openConnected(name)
    const before = world.grants.get(world.account.id)
    // Tokens carry their moment in milliseconds.
    await new Promise((resolve) => setTimeout(resolve, 5))
    const again = valueOf(await world.connections.connect(signInAt(idOf[name], world.account.id)))
    expect(again.id).toBe(world.account.id)
    expect(world.accounts.size).toBe(1)
    const after = world.grants.get(world.account.id)
    expect(after?.accessToken).not.toBe(before?.accessToken)
    expect(after?.refreshToken).not.toBe(before?.refreshToken)
    expect(world.events.map(({ kind }) => kind)).toEqual(['signed-in', 'reconnected'])
    expect((await world.read()).ok).toBe(true)
  })
})

describe('a grant without an end', () => {
  it('is refreshed when a call is refused, and never before', async () => {
    const world = await openConnected('notion')
    expect(world.grants.get(world.account.id)?.expiresAtMs).toBeNull()
    for (let call = 0; call < 5; call += 1) expect((await world.read()).ok).toBe(true)
    expect(world.tokenPosts()).toBe(0)
    world.sandbox.notion.grants.expireAccessTokens()
    expect((await world.read()).ok).toBe(true)
    expect(world.tokenPosts()).toBe(1)
  })

  it('keeps its refresh token when none comes back', async () => {
    const world = await openConnected('notion')
    const before = world.grants.get(world.account.id)
    world.sandbox.notion.behaviour.set({ refreshToken: 'null' })
    world.sandbox.notion.grants.expireAccessTokens()
    expect((await world.read()).ok).toBe(true)
    expect(world.grants.get(world.account.id)?.refreshToken).toBe(before?.refreshToken)
  })
})

describe('a 409 from the token endpoint', () => {
  const conflict = { service: 'airtable', method: 'POST', path: '/oauth2/v1/token', status: 409 } as const

  it('is waited for two to five seconds and clears nothing; nobody asks again at once', async () => {
    const world = await openConnected('airtable')
    const before = world.grants.get(world.account.id)
    world.sandbox.airtable.grants.expireAccessTokens()
    world.sandbox.faults.add({ ...conflict, body: { error: 'conflict' } })
    const results = await Promise.all(Array.from({ length: 10 }, world.read))
    results.push(await world.read())
    expect(results.filter(({ ok }) => ok)).toEqual([])
    expect(world.tokenPosts()).toBe(1)
    expect(world.waits).toEqual([2_000])
    expect(world.grants.get(world.account.id)).toEqual(before)
    expect(world.accounts.get(world.account.id)?.status).toBe('connected')
  })

  it('is over when what somebody else stored meanwhile is good', async () => {
    const world = await openConnected('airtable')
    const { account, grants, sandbox } = world
    const before = grants.get(account.id)
    if (before === undefined) throw new Error('no grant')
    sandbox.airtable.grants.expireAccessTokens()
    sandbox.faults.add({ ...conflict, body: { error: 'conflict' } })
    await new Promise((resolve) => setTimeout(resolve, 5))
    const pair = sandbox.airtable.grants.issue({
      client: 'confidential',
      scopes: before.scopes,
      bases: 'all',
    })
    const reading = world.read()
    // As another device of the same grant would, through the mirror.
    grants.set(account.id, { ...before, accessToken: pair.accessToken, refreshToken: pair.refreshToken })
    expect((await reading).ok).toBe(true)
  })
})

describe('a sign-in', () => {
  it('is remembered as it was asked for, with the list of each access as it was edited', async () => {
    const world = await openConnected('hubspot')
    const edited = { ...scopesFor(hubspot.descriptor, 'read'), optional: [] }
    const start = { ...signInAt(hubspotId), access: 'read', scopes: edited } as const
    // Whatever becomes of it: this app is registered with more.
    await world.connections.connect(start)
    expect(world.choices.get('hubspot')).toEqual({ access: 'read', scopes: { read: edited, write: null } })
    valueOf(await world.connections.connect(signInAt(hubspotId)))
    expect(world.choices.get('hubspot')).toEqual({ access: 'write', scopes: { read: edited, write: null } })
  })
})
