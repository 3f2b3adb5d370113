import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAirtable, type AirtableAlone } from './test-support/airtable-alone.ts'
import { createAirtableClient, type TokenReply } from './test-support/airtable-client.ts'

let sandbox: AirtableAlone
let client: ReturnType<typeof createAirtableClient>

beforeEach(async () => {
  sandbox = await startAirtable()
  client = createAirtableClient(sandbox)
})
afterEach(() => sandbox.close())

describe('the authorize page', () => {
  it('asks for bases and names scopes without any script', async () => {
    const page = await client.authorize()
    expect(page.status).toBe(200)
    expect(page.text).toMatch(/<button type="submit" name="decision" value="approve">Grant access<\/button>/)
    expect(page.text.match(/type="checkbox"/g)).toHaveLength(7)
    expect(page.text).not.toMatch(/<script/i)
    expect(page.text).toContain('Playground &#60;i&#62;all types&#60;/i&#62;')
    const policy = page.headers.get('content-security-policy')
    expect(policy).toMatch(/default-src 'none'.*form-action 'self' http:\/\/localhost:17823/)
  })

  it('sends the code, the state and the challenge back', async () => {
    const target = client.targetOf(await client.answer(await client.authorize(), 'approve'))
    expect(target.origin + target.pathname).toBe(client.redirectUri)
    expect([...target.searchParams.keys()]).toEqual([
      'code',
      'state',
      'code_challenge',
      'code_challenge_method',
    ])
    expect(target.searchParams.get('state')).toBe('the.state-of_the-test')
  })

  it.each([
    ['no scope', { scope: '' }, 'invalid_scope'],
    ['an unknown scope', { scope: 'data.records:read data.nothing:read' }, 'invalid_scope'],
    ['a scope twice', { scope: 'data.records:read data.records:read' }, 'invalid_scope'],
    ['a scope that is not registered', { scope: 'schema.bases:write' }, 'invalid_scope'],
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['a padded challenge', { code_challenge: `${'A'.repeat(43)}=` }, 'invalid_request'],
    ['no state', { state: undefined }, 'invalid_request'],
  ])('sends %s back as an error', async (_, parameters, error) => {
    const target = client.targetOf(await client.authorize(parameters))
    expect(target.searchParams.get('error')).toBe(error)
    expect(target.searchParams.get('code')).toBeNull()
  })

  it('gives only the bases that are ticked, and keeps the page when none is', async () => {
    const { base } = client.place('Harbour CRM', 'People')
    const page = await client.authorize()
    expect((await client.answer(page, 'approve', '&choice=bases')).status).toBe(400)
    const target = client.targetOf(await client.answer(page, 'approve', `&choice=bases&base=${base}`))
    const pair = (await client.exchange(target.searchParams.get('code') ?? '')).json as TokenReply
    const bases = await client.call('GET', '/v0/meta/bases', { token: pair.access_token })
    expect(bases.json).toEqual({ bases: [{ id: base, name: 'Harbour CRM', permissionLevel: 'create' }] })
    const other = client.place('Product inventory', 'Products')
    expect((await client.call('GET', other.path, { token: pair.access_token })).status).toBe(403)
  })
})

describe('the token endpoint', () => {
  it.each(['public', 'confidential'] as const)(
    'gives a %s client a pair with its lifetimes',
    async (kind) => {
      const reply = await client.exchange(await client.freshCode(kind), {}, kind)
      expect(reply).toMatchObject({
        status: 200,
        json: { token_type: 'Bearer', expires_in: 3_600, refresh_expires_in: 5_184_000 },
      })
      const { scope, access_token: token } = reply.json as TokenReply
      const me = await client.call('GET', '/v0/meta/whoami', { token })
      expect(me.json).toMatchObject({ email: 'sam.harbour@example.com', scopes: scope.split(' ') })
      expect(sandbox.airtable.grants.issued()).toContain(token)
    },
  )

  it('refuses a code after ten minutes', async () => {
    const code = await client.freshCode()
    sandbox.clock.advance(600_000)
    expect((await client.exchange(code)).json).toMatchObject({ error: 'invalid_grant' })
  })

  it('refuses a code of the other client, and spends it', async () => {
    const code = await client.freshCode('public')
    expect((await client.exchange(code, {}, 'confidential')).status).toBe(400)
    expect((await client.exchange(code, {}, 'public')).status).toBe(400)
  })

  it('refuses another verifier', async () => {
    const code = await client.freshCode()
    const answer = await client.exchange(code, { code_verifier: 'x'.repeat(43) })
    expect(answer).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
  })

  it('refuses JSON and unknown kinds of grant', async () => {
    const body = { grant_type: 'refresh_token', client_id: sandbox.airtable.app.public.clientId }
    expect(await client.call('POST', '/oauth2/v1/token', { body })).toMatchObject({ status: 400 })
    expect((await client.token({ grant_type: 'password' })).json).toMatchObject({
      error: 'unsupported_grant_type',
    })
  })

  it('gives fewer scopes on a refresh when asked, and never more', async () => {
    const pair = await client.signIn()
    const form = { grant_type: 'refresh_token', refresh_token: pair.refresh_token }
    expect((await client.token({ ...form, scope: 'block:manage' })).json).toMatchObject({
      error: 'invalid_scope',
    })
    const fewer = (await client.token({ ...form, scope: 'schema.bases:read' })).json as TokenReply
    expect(fewer.scope).toBe('schema.bases:read')
    const me = await client.call('GET', '/v0/meta/whoami', { token: fewer.access_token })
    expect(me.json).not.toHaveProperty('email')
  })

  it('lets an access token live for an hour', async () => {
    const { access_token: token } = await client.signIn()
    sandbox.clock.advance(3_599_000)
    expect((await client.call('GET', '/v0/meta/whoami', { token })).status).toBe(200)
    sandbox.clock.advance(1_000)
    expect(await client.call('GET', '/v0/meta/whoami', { token })).toMatchObject({
      status: 401,
      json: { error: { type: 'UNAUTHORIZED', message: 'Invalid authentication token' } },
    })
    expect((await client.call('GET', '/v0/meta/whoami')).json).toMatchObject({
      error: { type: 'AUTHENTICATION_REQUIRED' },
    })
  })

  it('knows its grants after a restart with its memory, and forgets none that died', async () => {
    const alive = await client.signIn()
    const refreshed = await client.signIn()
    await client.refresh(refreshed.refresh_token)
    const state: unknown = JSON.parse(JSON.stringify(sandbox.airtable.readState()))
    await sandbox.close()
    sandbox = await startAirtable({ state })
    client = createAirtableClient(sandbox)
    expect((await client.call('GET', '/v0/meta/whoami', { token: alive.access_token })).status).toBe(200)
    expect((await client.call('GET', '/v0/meta/whoami', { token: refreshed.access_token })).status).toBe(401)
    sandbox.clock.advance(11_000)
    expect((await client.refresh(refreshed.refresh_token)).status).toBe(400)
    sandbox.airtable.grants.revokeEverything()
    expect((await client.refresh(alive.refresh_token)).status).toBe(400)
    expect((await client.signIn()).access_token).toMatch(/^oaa/)
  })

  it('expires access tokens on request and leaves refreshing alone', async () => {
    const pair = await client.signIn()
    sandbox.airtable.grants.expireAccessTokens()
    expect((await client.call('GET', '/v0/meta/whoami', { token: pair.access_token })).status).toBe(401)
    const next = (await client.refresh(pair.refresh_token)).json as TokenReply
    expect((await client.call('GET', '/v0/meta/whoami', { token: next.access_token })).status).toBe(200)
  })
})
