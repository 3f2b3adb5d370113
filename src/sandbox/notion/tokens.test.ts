import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAtNotion, type Answer, type AtNotion } from './test-support/at-notion.ts'

let at: AtNotion
beforeEach(async () => {
  at = await startAtNotion({ pages: 12 })
})
afterEach(() => at.close())

const newCode = async (parameters: Record<string, string | undefined> = {}): Promise<string> =>
  (await at.decide(await at.openPage(parameters), 'approve')).searchParams.get('code') ?? ''
const exchange = (code: string, redirect_uri: string | undefined = at.notion.app.redirectUris[0]) =>
  at.ask('token', { grant_type: 'authorization_code', code, redirect_uri })
const refresh = (refresh_token: unknown): Promise<Answer> =>
  at.ask('token', { grant_type: 'refresh_token', refresh_token })
const me = (token: unknown): Promise<Answer> => at.call('GET', '/v1/users/me', { token: String(token) })

describe('the token endpoint of Notion', () => {
  it('exchanges a code for a pair, and says whose it is', async () => {
    const { status, json, headers } = await exchange(await newCode())
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(json).toEqual({
      access_token: expect.stringMatching(/^ntn_\w{46}$/),
      token_type: 'bearer',
      refresh_token: expect.stringMatching(/^nrt_\w{46}$/),
      bot_id: expect.any(String),
      workspace_icon: '⚓',
      workspace_name: 'Harbour Collective',
      workspace_id: expect.any(String),
      owner: {
        type: 'user',
        user: expect.objectContaining({ name: 'Ana Harbour', person: { email: 'ana@harbour.example' } }),
      },
      duplicated_template_id: null,
      request_id: expect.any(String),
    })
    expect((await me(json.access_token)).json).toMatchObject({ type: 'bot', id: json.bot_id })
  })

  it('wants the client in a Basic header, and JSON', async () => {
    const code = await newCode()
    const body = { grant_type: 'authorization_code', code, redirect_uri: at.notion.app.redirectUris[0] }
    const path = '/v1/oauth/token'
    const post = (authorization: string | undefined, text: string): Promise<Answer> =>
      at.call('POST', path, {
        ...{ token: null, version: null, body: text },
        headers: authorization === undefined ? {} : { authorization },
      })
    for (const header of [undefined, 'Basic bm9ib2R5OnNlY3JldA==', 'Basic !', `Bearer ${code}`]) {
      expect(await post(header, JSON.stringify(body))).toMatchObject({
        status: 401,
        json: { error: 'invalid_client' },
      })
    }
    const { clientId, clientSecret } = at.notion.app
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    expect(await post(basic, 'grant_type=authorization_code')).toMatchObject({
      status: 400,
      json: { code: 'invalid_json' },
    })
    expect(await post(basic, '[]')).toMatchObject({ status: 400, json: { code: 'validation_error' } })
    expect(await post(basic, '{"grant_type":"password"}')).toMatchObject({
      json: { error: 'unsupported_grant_type' },
    })
    expect((await post(basic, JSON.stringify(body))).status).toBe(200)
  })

  it('lets a code live ten minutes, and spends it even on a failed exchange', async () => {
    const late = await newCode()
    at.clock.advance(10 * 60_000)
    expect((await exchange(late)).json).toMatchObject({ error: 'invalid_grant' })
    const wasted = await newCode()
    expect((await exchange(wasted, 'http://localhost:1/')).status).toBe(400)
    expect((await exchange(wasted)).status).toBe(400)
  })

  it('wants the redirect address if the link had one, and refuses it if it is not needed', async () => {
    expect(at.notion.behaviour.set({ registered: 'one' })).toBeUndefined()
    const bare = (code: string): Promise<Answer> =>
      at.ask('token', { grant_type: 'authorization_code', code })
    expect((await bare(await newCode())).status).toBe(400)
    expect((await exchange(await newCode())).status).toBe(200)
    expect((await bare(await newCode({ redirect_uri: undefined }))).status).toBe(200)
    expect((await exchange(await newCode({ redirect_uri: undefined }))).status).toBe(400)
  })

  it('replaces both tokens at a refresh, and keeps the access token so far unless told otherwise', async () => {
    const first = await at.signIn()
    const second = (await refresh(first.refresh_token)).json
    expect((await me(first.access_token)).status).toBe(200)
    expect((await me(second.access_token)).status).toBe(200)
    expect(at.notion.behaviour.set({ refreshKillsAccess: true })).toBeUndefined()
    const third = (await refresh(second.refresh_token)).json
    expect((await me(second.access_token)).status).toBe(401)
    expect((await me(third.access_token)).status).toBe(200)
  })

  it('takes no altered token, and no access token for a refresh token', async () => {
    const { access_token, refresh_token } = await at.signIn()
    const altered = `${String(access_token).slice(0, -1)}${String(access_token).endsWith('0') ? '1' : '0'}`
    expect((await me(altered)).status).toBe(401)
    expect((await me(refresh_token)).status).toBe(401)
    expect((await refresh(access_token)).status).toBe(400)
  })

  it('tells whether a token is alive, and revokes it with its pair', async () => {
    const { access_token, refresh_token } = await at.signIn()
    expect((await at.ask('introspect', { token: access_token })).json).toEqual({
      ...{ active: true, scope: expect.any(String), iat: Math.floor(at.clock.now() / 1000) },
      request_id: expect.any(String),
    })
    expect((await at.ask('revoke', { token: access_token })).json).toEqual({ request_id: expect.any(String) })
    for (const token of [access_token, refresh_token, 'ntn_nobody']) {
      expect((await at.ask('introspect', { token })).json).toMatchObject({ active: false })
    }
    expect((await me(access_token)).status).toBe(401)
    expect((await refresh(refresh_token)).status).toBe(400)
  })
})

describe('the grants of Notion', () => {
  it('can be given without the page, expired and revoked', async () => {
    const { accessToken, refreshToken } = at.notion.grants.issue()
    expect((await me(accessToken)).status).toBe(200)
    at.notion.grants.expireAccessTokens()
    expect((await me(accessToken)).status).toBe(401)
    const renewed = await refresh(refreshToken)
    expect((await me(renewed.json.access_token)).status).toBe(200)
    at.notion.grants.revokeEverything()
    expect((await me(renewed.json.access_token)).status).toBe(401)
    expect((await refresh(renewed.json.refresh_token)).status).toBe(400)
  })

  it('outlive the process, alive or dead', async () => {
    const kept = await at.signIn()
    const dead = await at.signIn()
    await at.ask('revoke', { token: dead.access_token })
    const state: unknown = JSON.parse(JSON.stringify(at.notion.readState()))
    await at.close()
    at = await startAtNotion({ pages: 12, state })
    expect((await me(kept.access_token)).status).toBe(200)
    expect((await me(dead.access_token)).status).toBe(401)
    expect((await refresh(kept.refresh_token)).status).toBe(200)
  })

  it('are remembered for those who look for secrets where none may be', async () => {
    const { access_token, refresh_token } = await at.signIn()
    expect(at.notion.grants.issued()).toEqual(expect.arrayContaining([access_token, refresh_token]))
  })
})
