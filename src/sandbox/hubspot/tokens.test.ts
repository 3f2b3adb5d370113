import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSandboxClient } from '../sandbox-client.ts'
import { startSandbox, type Sandbox } from '../start-sandbox.ts'

const contacts = '/crm/objects/2026-09/contacts'
const verifier = 'a verifier of the test, long enough to be believed in'
const challenge = createHash('sha256').update(verifier).digest('base64url')

let clockMs: number
let sandbox: Sandbox
let client: ReturnType<typeof createSandboxClient>

async function start(options: Parameters<typeof startSandbox>[0] = {}): Promise<void> {
  sandbox = await startSandbox({ contacts: 3, companies: 0, deals: 0, now: () => clockMs, ...options })
  client = createSandboxClient(sandbox.endpoints)
}

beforeEach(async () => {
  clockMs = Date.UTC(2026, 10, 20)
  await start()
})
afterEach(() => sandbox.close())

async function restart(options: Parameters<typeof startSandbox>[0] = {}): Promise<void> {
  await sandbox.close()
  await start(options)
}

const redirectUri = (): string => sandbox.endpoints.hubspot.redirectUris[0] ?? ''

async function freshCode(parameters: Record<string, string> = {}): Promise<string> {
  const target = await client.decide(await client.openAuthorizePage(parameters), 'approve')
  return target.searchParams.get('code') ?? ''
}

const exchange = (code: string, more: Record<string, string> = {}) =>
  client.token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri(), ...more })

describe('exchanging a code', () => {
  it('gives an access token that works, a refresh token, and the account', async () => {
    const answer = await exchange(await freshCode())
    expect(answer.status).toBe(200)
    expect(answer.json).toMatchObject({
      token_type: 'bearer',
      token_use: 'access_token',
      expires_in: 1_800,
      hub_id: 147_312_908,
      scopes: expect.arrayContaining(['oauth', 'crm.objects.contacts.write']),
    })
    const { access_token: token, refresh_token: refreshToken } = answer.json as Record<string, string>
    expect(refreshToken).toMatch(/^eu1-/)
    expect((await client.call('GET', contacts, { token: token ?? '' })).status).toBe(200)
  })

  it('works once per code', async () => {
    const code = await freshCode()
    await exchange(code)
    expect(await exchange(code)).toMatchObject({
      status: 400,
      json: { error: 'invalid_grant', status: 'BAD_AUTH_CODE' },
    })
  })

  it('works for ten minutes', async () => {
    const code = await freshCode()
    clockMs += 10 * 60_000
    expect((await exchange(code)).json).toMatchObject({ status: 'BAD_AUTH_CODE' })
  })

  it('needs the redirect address of the sign-in, compared exactly', async () => {
    const another = sandbox.endpoints.hubspot.redirectUris[1] ?? ''
    expect((await exchange(await freshCode(), { redirect_uri: another })).json).toMatchObject({
      status: 'BAD_REDIRECT_URI',
    })
    expect((await exchange(await freshCode(), { redirect_uri: '' })).json).toMatchObject({
      status: 'BAD_REDIRECT_URI',
    })
  })

  it('needs the verifier when a challenge was sent', async () => {
    const sent = { code_challenge: challenge, code_challenge_method: 'S256' }
    expect((await exchange(await freshCode(sent), { code_verifier: verifier })).status).toBe(200)
    expect((await exchange(await freshCode(sent), { code_verifier: 'another' })).json).toMatchObject({
      error: 'invalid_grant',
    })
    expect((await exchange(await freshCode(sent))).json).toMatchObject({ error: 'invalid_grant' })
  })

  it('spends the code even when the rest is wrong', async () => {
    const code = await freshCode()
    await exchange(code, { redirect_uri: 'http://localhost:1/' })
    expect((await exchange(code)).json).toMatchObject({ status: 'BAD_AUTH_CODE' })
  })
})

describe('refreshing', () => {
  const refresh = (refreshToken: string) =>
    client.token({ grant_type: 'refresh_token', refresh_token: refreshToken })

  it('gives a new access token and the same refresh token', async () => {
    const { accessToken, refreshToken } = await client.signIn()
    const answer = await refresh(refreshToken)
    expect(answer.json).toMatchObject({ refresh_token: refreshToken, expires_in: 1_800 })
    expect((answer.json as { access_token: string }).access_token).not.toBe(accessToken)
  })

  it('rotates the refresh token when asked to, and the old one is dead', async () => {
    await restart({ rotateRefresh: true })
    const { refreshToken } = await client.signIn()
    const { refresh_token: next } = (await refresh(refreshToken)).json as { refresh_token: string }
    expect(next).not.toBe(refreshToken)
    expect((await refresh(refreshToken)).json).toMatchObject({ status: 'BAD_REFRESH_TOKEN' })
    expect((await refresh(next)).status).toBe(200)
  })

  it.each(['', 'eu1-', 'eu1-e30.AAAA', 'na1-1234-5678'])(
    'refuses %j in both vocabularies',
    async (refreshToken) => {
      expect(await refresh(refreshToken)).toMatchObject({
        status: 400,
        json: {
          error: 'invalid_grant',
          error_description: 'refresh token is invalid, expired or revoked',
          status: 'BAD_REFRESH_TOKEN',
          message: 'refresh token is invalid, expired or revoked',
        },
      })
    },
  )

  it('takes no access token in place of a refresh token, nor the other way round', async () => {
    const { accessToken, refreshToken } = await client.signIn()
    expect((await refresh(accessToken)).status).toBe(400)
    expect((await refresh(`eu1-${accessToken}`)).status).toBe(400)
    expect((await client.call('GET', contacts, { token: refreshToken.slice('eu1-'.length) })).status).toBe(
      401,
    )
  })

  it('still works after a restart with the same seed, and not with another', async () => {
    const { refreshToken } = await client.signIn()
    await restart()
    expect((await refresh(refreshToken)).status).toBe(200)
    await restart({ seed: 2 })
    expect((await refresh(refreshToken)).status).toBe(400)
  })
})

describe('the client’s own authentication', () => {
  it.each([
    [{ client_id: 'somebody' }, 'BAD_CLIENT_ID', 'invalid_client'],
    [{ client_secret: 'wrong' }, 'BAD_CLIENT_SECRET', 'invalid_client'],
    [{ grant_type: 'password' }, 'BAD_GRANT_TYPE', 'unsupported_grant_type'],
  ])('answers %j with %s', async (form, status, error) => {
    const answer = await exchange(await freshCode(), form)
    expect(answer).toMatchObject({ status: 400, json: { status, error } })
  })

  it('is looked for in a form body only', async () => {
    const { clientId, clientSecret } = sandbox.endpoints.hubspot
    const inQuery = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
    })
    expect(
      (await client.call('POST', `/oauth/2026-09/token?${inQuery.toString()}`, { form: {} })).status,
    ).toBe(400)
  })

  it('does not cost the code', async () => {
    const code = await freshCode()
    await exchange(code, { client_secret: 'wrong' })
    expect((await exchange(code)).status).toBe(200)
  })
})

describe('an access token', () => {
  it('ends after its time with the body of an expired one', async () => {
    await restart({ tokenTtlSeconds: 60 })
    const { accessToken: token } = await client.signIn()
    clockMs += 59_999
    expect((await client.call('GET', contacts, { token })).status).toBe(200)
    clockMs += 3_001
    expect(await client.call('GET', contacts, { token })).toMatchObject({
      status: 401,
      json: {
        status: 'error',
        category: 'EXPIRED_AUTHENTICATION',
        message: 'The OAuth token used to make this call expired 3 second(s) ago.',
        context: { 'expire time': ['2026-11-20T00:01:00.000Z'] },
      },
    })
  })

  it.each([['nonsense'], [undefined]])('that is %s gets the body of an unknown one', async (token) => {
    const answer = await client.call('GET', contacts, token === undefined ? {} : { token })
    expect(answer).toMatchObject({ status: 401, json: { category: 'INVALID_AUTHENTICATION' } })
  })
})

describe('introspecting and revoking', () => {
  const ask = (what: 'introspect' | 'revoke', token: string) => {
    const { clientId, clientSecret } = sandbox.endpoints.hubspot
    return client.call('POST', `/oauth/2026-09/token/${what}`, {
      form: { client_id: clientId, client_secret: clientSecret, token },
    })
  }

  it('tells what a token may do, and for how long', async () => {
    const { accessToken, refreshToken } = await client.signIn()
    clockMs += 100_000
    expect((await ask('introspect', accessToken)).json).toMatchObject({
      active: true,
      token_use: 'access_token',
      hub_id: 147_312_908,
      expires_in: 1_700,
      scopes: expect.arrayContaining(['oauth']),
    })
    expect((await ask('introspect', refreshToken)).json).toMatchObject({
      active: true,
      token_use: 'refresh_token',
    })
    clockMs += 1_700_000
    expect((await ask('introspect', accessToken)).json).toEqual({ active: false })
    expect((await ask('introspect', 'nonsense')).json).toEqual({ active: false })
  })

  it('kills the refresh token and leaves the access token alive until it expires', async () => {
    const { accessToken, refreshToken } = await client.signIn()
    expect((await ask('revoke', refreshToken)).status).toBe(200)
    expect((await client.token({ grant_type: 'refresh_token', refresh_token: refreshToken })).status).toBe(
      400,
    )
    expect((await client.call('GET', contacts, { token: accessToken })).status).toBe(200)
  })

  it('does not tell whether a token that is to be revoked exists', async () => {
    expect((await ask('revoke', 'nonsense')).status).toBe(200)
  })
})
