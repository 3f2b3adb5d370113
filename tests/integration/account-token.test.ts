import { describe, expect, it } from 'vitest'
import { err } from '../../src/shared/result.ts'
import {
  connect,
  countsOf,
  hubspotId,
  notionId,
  settled,
  signInAt,
  startConnected,
  type Started,
} from '../support/connected-core.ts'
import { valueOf } from '../support/core-in-node.ts'

const sizes = { contacts: 12, companies: 2, deals: 2 }

/** A token as the user would have made it at the provider. */
const newToken = ({ sandbox }: Started): string => sandbox.notion.grants.issue().accessToken

describe('a pasted token', () => {
  it('connects an account and loads it, whatever stands around it', async () => {
    const started = await startConnected({ sizes })
    const { accounts } = started.core.handlers
    const pasted = { providerId: notionId, accountId: null, token: ` \n${newToken(started)}\t ` }
    const account = valueOf(await accounts.connectWithToken(pasted))
    expect(account).toMatchObject({ status: 'connected', source: 'pasted-token', scopes: [] })
    await settled(started.core)
    expect((await countsOf(started.core))['page']).toBeGreaterThan(0)
    expect(valueOf(await accounts.history({ accountId: null })).map(({ kind }) => kind)).toEqual([
      'token-pasted',
    ])
    expect(started.core.lines.join('\n')).not.toContain(pasted.token.trim())
  })

  it.each([
    ['unknown', 'ntn_ThisIsNoTokenThatAnybodyEverIssued1234567890', []],
    ['empty', '   ', []],
    ['in two parts', 'ntn_one ntn_two_that_is_long', []],
    ['with letters that no header can carry', 'ntn_pässwörd_that_is_long', []],
    [
      'refused with 403',
      null,
      [{ path: '/v1/users/me', status: 403, body: { code: 'restricted_resource' } }],
    ],
  ] as const)(
    'is refused when it is %s, and nothing of it is kept or logged',
    async (_name, given, faults) => {
      const started = await startConnected({ sizes })
      for (const fault of faults) started.sandbox.faults.add(fault)
      const token = given ?? newToken(started)
      const { accounts } = started.core.handlers
      const outcome = await accounts.connectWithToken({ providerId: notionId, accountId: null, token })
      expect(outcome).toEqual(err({ kind: 'token-refused', providerId: 'notion' }))
      expect(valueOf(await accounts.list({}))).toEqual([])
      expect(valueOf(await accounts.history({ accountId: null }))).toEqual([])
      if (token.trim() === '') return
      // Whoever puts it into a message by mistake still does not get it logged.
      await started.core.handlers.app.reportProblem({ message: `about ${token}`, stack: null })
      expect(started.core.lines.join('\n')).toContain('renderer.problem')
      expect(started.core.lines.join('\n')).not.toContain(token)
    },
  )

  it('R26: R24: is in nothing that main answers or tells about', async () => {
    const started = await startConnected({ sizes })
    const token = newToken(started)
    const { accounts, sync, app } = started.core.handlers
    const answers = [
      await accounts.connectWithToken({ providerId: notionId, accountId: null, token }),
      await accounts.list({}),
      await accounts.history({ accountId: null }),
      await sync.getStatus({}),
      await app.getState({}),
      started.core.lines,
      started.core.events,
    ]
    expect(JSON.stringify(answers)).not.toContain(token)
  })

  it('asks for another one once it is refused, and takes it for the same login alone', async () => {
    const started = await startConnected({ sizes })
    const { accounts, sync } = started.core.handlers
    const token = newToken(started)
    const account = valueOf(await accounts.connectWithToken({ providerId: notionId, accountId: null, token }))
    await settled(started.core)
    started.sandbox.requests.clear()
    started.sandbox.notion.grants.revokeEverything()
    valueOf(await sync.start({ accountId: account.id, feed: null, how: 'now' }))
    await settled(started.core)
    expect(valueOf(await accounts.list({}))[0]?.status).toBe('needs-reconnect')
    expect(started.sandbox.requests.counts()['POST /v1/oauth/token']).toBeUndefined()

    const next = { providerId: notionId, accountId: account.id, token: newToken(started) }
    const again = valueOf(await accounts.connectWithToken(next))
    expect(again).toMatchObject({ id: account.id, status: 'connected' })
    started.sandbox.faults.add({
      path: '/v1/users/me',
      body: { object: 'user', id: 'somebody-else', type: 'bot', name: 'Else', bot: {} },
    })
    expect(await accounts.connectWithToken({ ...next, token: newToken(started) })).toMatchObject({
      error: { kind: 'wrong-account' },
    })
    expect(valueOf(await accounts.list({}))).toEqual([again])
  })

  it('serves a HubSpot account as well, and an account that signed in before', async () => {
    const started = await startConnected({ sizes })
    const account = await connect(started.core)
    await settled(started.core)
    const { accounts, contacts } = started.core.handlers
    const { token } = started.sandbox.hubspot.grants.issueAccessToken(account.scopes)
    const pasted = valueOf(
      await accounts.connectWithToken({ providerId: hubspotId, accountId: account.id, token }),
    )
    expect(pasted).toMatchObject({ id: account.id, source: 'pasted-token' })
    expect((await contacts.read({ accountId: account.id, externalId: '1' })).ok).toBe(false)
    const disconnect = { accountId: account.id, data: 'keep', revokes: true } as const
    expect(valueOf(await accounts.disconnect(disconnect))).toEqual({ revocation: 'not-offered' })
  })
})

describe('two workspaces', () => {
  it('have nothing of each other: no account, no session, no token, no history', async () => {
    const started = await startConnected({ sizes })
    const { accounts, workspaces, sync, contacts, signIn } = started.core.handlers
    const account = await connect(started.core)
    await settled(started.core)
    const [first] = valueOf(await started.core.handlers.app.getState({})).workspaces
    valueOf(await workspaces.create({ user: 'Ben', organisation: 'Other' }))
    started.sandbox.requests.clear()
    const missing = err({ kind: 'not-found' })
    const accountId = account.id
    expect(await sync.start({ accountId, feed: null, how: 'now' })).toEqual(missing)
    expect(await contacts.read({ accountId, externalId: '1' })).toEqual(missing)
    expect(await accounts.disconnect({ accountId, data: 'wipe', revokes: true })).toEqual(missing)
    expect(await signIn.start(signInAt(hubspotId, accountId))).toEqual(missing)
    const token = newToken(started)
    expect(await accounts.connectWithToken({ providerId: notionId, accountId, token })).toEqual(missing)
    expect(valueOf(await accounts.list({}))).toEqual([])
    expect(valueOf(await accounts.history({ accountId }))).toEqual([])
    expect(started.sandbox.requests.counts()).toEqual({})

    // The same login is an account of its own here.
    const here = await connect(started.core)
    expect(here.id).not.toBe(account.id)
    await settled(started.core)
    valueOf(await accounts.disconnect({ accountId: here.id, data: 'wipe', revokes: true }))
    if (first === undefined) throw new Error('no workspace')
    valueOf(await workspaces.open({ id: first.id }))
    expect(valueOf(await accounts.list({}))).toEqual([account])
    expect((await countsOf(started.core))['contact']).toBe(sizes.contacts)
  })

  it('R17: get each their own: a refresh that ends after the switch is stored where it belongs', async () => {
    const started = await startConnected({ sizes, rotateRefresh: true })
    const { workspaces, contacts, app } = started.core.handlers
    const account = await connect(started.core)
    await settled(started.core)
    const [first] = valueOf(await app.getState({})).workspaces
    if (first === undefined) throw new Error('no workspace')
    started.sandbox.hubspot.grants.expireAccessTokens()
    const asked = slowRefresh(started)
    const reading = contacts.read({ accountId: account.id, externalId: '1' })
    await asked
    valueOf(await workspaces.create({ user: 'Ben', organisation: 'Other' }))
    expect(await reading).toEqual(err({ kind: 'cancelled' }))
    expect(started.core.lines.join('\n')).toContain('grant.refreshed')
    valueOf(await workspaces.open({ id: first.id }))
    started.sandbox.requests.clear()
    await contacts.read({ accountId: account.id, externalId: '1' })
    expect(started.sandbox.requests.counts()[`POST ${hubspotToken}`]).toBeUndefined()
    expect(valueOf(await started.core.handlers.accounts.list({}))).toEqual([account])
  })
})

const hubspotToken = '/oauth/2026-09/token'

/** Lets the next token reply come late; settles when its request has arrived. */
function slowRefresh({ sandbox }: Started): Promise<void> {
  return new Promise((resolve) => {
    const { take } = sandbox.faults
    sandbox.faults.take = (call) => {
      if (!call.target.startsWith(hubspotToken)) return take(call)
      sandbox.faults.take = take
      resolve()
      return { path: hubspotToken, stallMs: 500, after: true }
    }
  })
}
