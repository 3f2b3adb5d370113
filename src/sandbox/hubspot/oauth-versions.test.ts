import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandboxClient, type Answer } from '../sandbox-client.ts'
import { startSandbox, type Sandbox } from '../start-sandbox.ts'

let sandbox: Sandbox
let client: ReturnType<typeof createSandboxClient>
beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 1, companies: 0, deals: 0 })
  client = createSandboxClient(sandbox.endpoints)
})
afterAll(() => sandbox.close())

const post = (path: string, form: Record<string, string>): Promise<Answer> => {
  const { clientId, clientSecret } = sandbox.endpoints.hubspot
  return client.call('POST', path, { form: { client_id: clientId, client_secret: clientSecret, ...form } })
}
const refresh = (version: string, refreshToken: string, more: Record<string, string> = {}): Promise<Answer> =>
  post(`/oauth/${version}/token`, { grant_type: 'refresh_token', refresh_token: refreshToken, ...more })

describe('every version of the token endpoint', () => {
  it.each(['2026-09', '2026-03', 'v3', 'v1'])('%s refreshes what another one issued', async (version) => {
    const { refreshToken } = await client.signIn()
    expect(await refresh(version, refreshToken)).toMatchObject({
      status: 200,
      json: { token_type: 'bearer', refresh_token: refreshToken, expires_in: 1_800, user_id: 61_204_417 },
    })
  })

  it.each(['v2', 'v4', '2026-12', 'x'])('%s does not exist', async (version) => {
    expect((await refresh(version, 'any')).status).toBe(404)
  })

  it('refuses scopes that the grant does not have, and takes those that it has', async () => {
    const { refreshToken } = await client.signIn()
    expect((await refresh('2026-09', refreshToken, { scope: 'oauth' })).status).toBe(200)
    expect(await refresh('2026-09', refreshToken, { scope: 'oauth crm.dragons' })).toMatchObject({
      status: 400,
      json: { error: 'invalid_scope', status: 'BAD_SCOPES' },
    })
  })

  it('introspects with everything that the document of 2026-03 requires', async () => {
    const { accessToken } = await client.signIn()
    const { json } = await post('/oauth/2026-03/token/introspect', { token: accessToken })
    expect(json).toMatchObject({
      token: accessToken,
      is_private_distribution: false,
      signed_access_token: { hublet: 'eu1', hubId: 147_312_908, isUserLevel: false },
    })
    expect(Object.keys((json as { signed_access_token: object }).signed_access_token)).toHaveLength(17)
  })
})

describe('the first version', () => {
  const path = (kind: string, token: string): string => `/oauth/v1/${kind}/${encodeURIComponent(token)}`

  it('describes tokens by their address, and dead ones with 404', async () => {
    const { accessToken, refreshToken } = await client.signIn()
    const access = await client.call('GET', path('access-tokens', accessToken))
    expect(access).toMatchObject({
      status: 200,
      json: { token: accessToken, app_id: 4_120_771, expires_in: expect.any(Number) },
    })
    const kept = await client.call('GET', path('refresh-tokens', refreshToken))
    expect(kept.json).toMatchObject({ token: refreshToken, client_id: sandbox.endpoints.hubspot.clientId })
    expect((await client.call('GET', path('access-tokens', 'nonsense'))).status).toBe(404)
    expect((await client.call('GET', '/oauth/2026-09/access-tokens/x')).status).toBe(404)
  })

  it('deletes a refresh token, once', async () => {
    const { accessToken, refreshToken } = await client.signIn()
    expect((await client.call('DELETE', path('refresh-tokens', refreshToken))).status).toBe(204)
    expect((await client.call('DELETE', path('refresh-tokens', refreshToken))).status).toBe(404)
    expect((await refresh('v1', refreshToken)).status).toBe(400)
    expect((await client.call('GET', path('access-tokens', accessToken))).status).toBe(200)
  })
})

describe('uninstalling', () => {
  it('ends every grant of the app, access tokens included', async () => {
    const { accessToken: token, refreshToken } = await client.signIn()
    const uninstall = () => client.call('DELETE', '/appinstalls/2026-09/external-install', { token })
    expect((await uninstall()).status).toBe(204)
    expect((await uninstall()).status).toBe(401)
    expect((await refresh('2026-09', refreshToken)).json).toMatchObject({ status: 'BAD_REFRESH_TOKEN' })
    sandbox.clock.advance(1)
    expect((await client.signIn()).refreshToken).not.toBe(refreshToken)
  })
})
