import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAirtable, type AirtableAlone } from './test-support/airtable-alone.ts'
import { AIRTABLE_SCENARIOS } from './scenarios.ts'
import { createAirtableClient, type TokenReply } from './test-support/airtable-client.ts'

let sandbox: AirtableAlone
let client: ReturnType<typeof createAirtableClient>
/** A pair that was signed in before the scenario was turned on. */
let pair: TokenReply

beforeEach(async () => {
  sandbox = await startAirtable()
  client = createAirtableClient(sandbox)
  pair = await client.signIn()
})
afterEach(() => sandbox.close())

const get = (path: string, token = pair.access_token) => client.call('GET', path, { token })
const errorOf = (target: URL): string | null => target.searchParams.get('error')
const DAY_MS = 86_400_000

/** What shows that a scenario does as it says; it is on when this runs. */
const SHOWN: Record<string, () => Promise<void>> = {
  'airtable-strict-state': async () => {
    for (const state of ['short', 'padded-state-1234=', 'a b c d e f g h i j k l', 'x'.repeat(1_025)]) {
      const target = client.targetOf(await client.authorize({ state }))
      expect([errorOf(target), target.searchParams.get('state')]).toEqual(['invalid_request', state])
    }
  },
  'airtable-strict-pkce': async () => {
    for (const parameters of [{ code_challenge: undefined }, { code_challenge_method: 'plain' }]) {
      expect(errorOf(client.targetOf(await client.authorize(parameters)))).toBe('invalid_request')
    }
    for (const code_verifier of ['too-short', `${'a'.repeat(43)}~`, 'a'.repeat(129)]) {
      expect(await client.exchange(await client.freshCode(), { code_verifier })).toMatchObject({
        status: 400,
      })
    }
  },
  'airtable-basic-by-client-kind': async () => {
    const { clientId } = sandbox.airtable.app.confidential
    const withoutHeader = await client.token({ client_id: clientId, grant_type: 'refresh_token' })
    expect(withoutHeader).toMatchObject({ status: 401, json: { error: 'invalid_client' } })
    const headers = { authorization: `Basic ${btoa(`${sandbox.airtable.app.public.clientId}:`)}` }
    const form = { grant_type: 'refresh_token', refresh_token: pair.refresh_token }
    expect(await client.call('POST', '/oauth2/v1/token', { headers, form })).toMatchObject({ status: 401 })
    expect((await client.signIn('confidential')).access_token).toMatch(/^oaa/)
  },
  'airtable-code-once': async () => {
    const code = await client.freshCode()
    expect(await client.exchange(code, { redirect_uri: 'http://localhost:1/' })).toMatchObject({
      status: 400,
    })
    expect(await client.exchange(code)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
  },
  'airtable-no-redirect': async () => {
    for (const wrong of [{ client_id: 'nobody' }, { redirect_uri: `${client.redirectUri}/` }]) {
      const page = await client.authorize(wrong)
      expect([page.status, page.headers.get('location')]).toEqual([400, null])
    }
  },
  'airtable-not-listed': async () => {
    expect(errorOf(client.targetOf(await client.authorize()))).toBe('access_denied')
  },
  'airtable-spaced-token-type': async () => {
    expect(await client.signIn()).toMatchObject({ token_type: 'Bearer ' })
  },
  'airtable-refresh-kills-access': async () => {
    expect((await get('/v0/meta/whoami')).status).toBe(200)
    const next = (await client.refresh(pair.refresh_token)).json as TokenReply
    expect((await get('/v0/meta/whoami')).status).toBe(401)
    expect((await get('/v0/meta/whoami', next.access_token)).status).toBe(200)
  },
  'airtable-refresh-conflict': async () => {
    const both = await Promise.all([client.refresh(pair.refresh_token), client.refresh(pair.refresh_token)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    sandbox.clock.advance(11_000)
    expect(await client.refresh(pair.refresh_token)).toMatchObject({
      status: 400,
      json: { error: 'invalid_grant' },
    })
  },
  'airtable-refresh-too-soon': async () => {
    const next = (await client.refresh(pair.refresh_token)).json as TokenReply
    expect((await client.refresh(next.refresh_token)).status).toBe(409)
    sandbox.clock.advance(11_000)
    expect((await client.refresh(next.refresh_token)).status).toBe(200)
  },
  'airtable-reuse-revokes': async () => {
    const next = (await client.refresh(pair.refresh_token)).json as TokenReply
    expect((await client.refresh(pair.refresh_token)).status).toBe(400)
    expect((await get('/v0/meta/whoami', next.access_token)).status).toBe(401)
    expect((await client.refresh(next.refresh_token)).status).toBe(400)
  },
  'airtable-refresh-expires': async () => {
    sandbox.clock.advance(59 * DAY_MS)
    const next = (await client.refresh(pair.refresh_token)).json as TokenReply
    expect(next.refresh_expires_in).toBe(5_184_000)
    sandbox.clock.advance(59 * DAY_MS)
    const last = (await client.refresh(next.refresh_token)).json as TokenReply
    sandbox.clock.advance(60 * DAY_MS)
    expect((await client.refresh(last.refresh_token)).json).toMatchObject({ error: 'invalid_grant' })
  },
  'airtable-no-revoke-address': async () => {
    const form = { client_id: sandbox.airtable.app.public.clientId, token: pair.refresh_token }
    expect(await client.call('POST', '/oauth2/v1/revoke', { form })).toMatchObject({ status: 404 })
    expect((await get('/v0/meta/whoami')).status).toBe(200)
  },
  'airtable-refresh-answer-lost': async () => {
    await expect(client.refresh(pair.refresh_token)).rejects.toThrow()
    expect((await get('/v0/meta/whoami')).status).toBe(401)
    expect((await client.refresh(pair.refresh_token)).status).toBe(409)
    sandbox.clock.advance(11_000)
    expect((await client.refresh(pair.refresh_token)).json).toMatchObject({ error: 'invalid_grant' })
  },
  'airtable-cancel': async () => {
    const page = await client.authorize()
    const target = client.targetOf(await client.answer(page, 'deny'))
    expect([errorOf(target), target.searchParams.get('state')]).toEqual([
      'access_denied',
      'the.state-of_the-test',
    ])
    const again = await client.answer(page, 'approve')
    expect([again.status, again.headers.get('location')]).toEqual([400, null])
  },
}

describe('the scenarios of signing in to Airtable', () => {
  const scenarios = AIRTABLE_SCENARIOS.filter(({ line }) => !['F11', 'F12'].includes(line))
  it.each(scenarios.map(({ name, says }) => [name, says] as const))('%s: %s', async (name) => {
    sandbox.play(name)
    const show = SHOWN[name]
    if (show === undefined) throw new Error('A scenario without a test')
    await show()
  })
})
