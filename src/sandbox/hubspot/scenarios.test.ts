import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSandboxClient, type Tokens } from '../sandbox-client.ts'
import { startSandbox, type Sandbox } from '../start-sandbox.ts'
import { SECRET_MARK } from './grants.ts'
import { HUBSPOT_SCENARIOS } from './scenarios.ts'

const contacts = '/crm/objects/2026-09/contacts'
const BAD_TOKEN = { status: 400, json: { status: 'BAD_REFRESH_TOKEN' } }

let sandbox: Sandbox
let client: ReturnType<typeof createSandboxClient>
let tokens: Tokens
beforeEach(async () => {
  sandbox = await startSandbox({ contacts: 3, companies: 0, deals: 0 })
  client = createSandboxClient(sandbox.endpoints)
  tokens = await client.signIn()
})
afterEach(() => sandbox.close())

const refresh = (refreshToken = tokens.refreshToken) =>
  client.token({ grant_type: 'refresh_token', refresh_token: refreshToken })
const isGood = async (token: string): Promise<boolean> =>
  (await client.call('GET', contacts, { token })).status === 200
const decide = async (decision: 'approve' | 'deny', state = 'state of the test') => {
  const page = await client.openAuthorizePage({ state })
  const [, consent = ''] = /name="consent" value="([^"]+)"/.exec(page.text) ?? []
  return client.call('POST', '/oauth/authorize', { form: { consent, decision } })
}
const queryOf = (location: string | null): URLSearchParams => new URL(location ?? 'none:').searchParams

describe('the list of scenarios', () => {
  const names = HUBSPOT_SCENARIOS.map(({ name }) => name)

  it('names each once, in kebab case, with the line that it comes from', () => {
    expect(new Set(names).size).toBe(names.length)
    for (const { name, line, says } of HUBSPOT_SCENARIOS) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(line).toMatch(/^B7\.[1-6]$/)
      expect(says).toMatch(/\.$/)
    }
  })

  it('has something for every line of the list, and a test for everything', () => {
    expect([...new Set(HUBSPOT_SCENARIOS.map(({ line }) => line))]).toEqual(
      [1, 2, 3, 4, 5, 6].map((line) => `B7.${line}`),
    )
    const tests = readdirSync(import.meta.dirname).filter((file) => /^scenarios.*\.test\.ts$/.test(file))
    const source = tests.map((file) => readFileSync(`${import.meta.dirname}/${file}`, 'utf8')).join('\n')
    expect(names.filter((name) => !source.includes(`play('${name}')`))).toEqual([])
  })
})

describe('B7.1, refreshing', () => {
  it('refresh-slow: an answer takes its time', async () => {
    sandbox.play('refresh-slow')
    const startedAt = performance.now()
    const answers = await Promise.all([refresh(), refresh()])
    expect(performance.now() - startedAt).toBeGreaterThan(1_400)
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
  })

  it('refresh-answer-lost: the old refresh token is dead although no answer came', async () => {
    sandbox.play('refresh-answer-lost')
    await expect(refresh()).rejects.toThrow()
    expect(await refresh()).toMatchObject(BAD_TOKEN)
  })

  it('refresh-omits-token: no refresh token, and the old one works again', async () => {
    sandbox.play('refresh-omits-token')
    const answer = await refresh()
    expect(answer.json).not.toHaveProperty('refresh_token')
    expect((await refresh()).status).toBe(200)
  })

  it('refresh-rotates: another refresh token, and the old one is dead', async () => {
    sandbox.play('refresh-rotates')
    const { refresh_token: next } = (await refresh()).json as { refresh_token: string }
    expect(next).not.toBe(tokens.refreshToken)
    expect(await refresh()).toMatchObject(BAD_TOKEN)
    expect((await refresh(next)).status).toBe(200)
  })

  it('refresh-5xx-then-ok: twice 503, then all is well, and a sign-in is not disturbed', async () => {
    sandbox.play('refresh-5xx-then-ok')
    expect((await refresh()).status).toBe(503)
    await client.signIn()
    expect((await refresh()).status).toBe(503)
    expect((await refresh()).json).toMatchObject({ refresh_token: tokens.refreshToken })
  })

  it('bad-refresh-token: refused for good, while the access token lives on', async () => {
    sandbox.play('bad-refresh-token')
    expect(await refresh()).toMatchObject({ ...BAD_TOKEN, json: { error: 'invalid_grant' } })
    expect(await isGood(tokens.accessToken)).toBe(true)
  })

  it('bad-client-secret: refused in other words, and the grant is good as soon as that is over', async () => {
    sandbox.play('bad-client-secret')
    expect(await refresh()).toMatchObject({
      status: 400,
      json: { error: 'invalid_client', status: 'BAD_CLIENT_SECRET' },
    })
    sandbox.hubspot.behaviour.reset()
    expect((await refresh()).status).toBe(200)
  })

  it('bad-hub: the account is gone', async () => {
    sandbox.play('bad-hub')
    expect((await refresh()).json).toMatchObject({ error: 'access_denied', status: 'BAD_HUB' })
  })

  it('refresh-html-502: a page of a gateway', async () => {
    sandbox.play('refresh-html-502')
    const answer = await refresh()
    expect(answer.status).toBe(502)
    expect(answer.headers.get('content-type')).toBe('text/html')
    expect(answer.text).toMatch(/^<html>/)
  })

  it('oauth-errors-older: HubSpot’s own words alone', async () => {
    sandbox.play('oauth-errors-older')
    const answer = await refresh('eu1-nothing')
    expect(answer).toMatchObject({
      status: 400,
      json: { status: 'BAD_REFRESH_TOKEN', message: 'missing or invalid refresh token' },
    })
    expect(answer.json).not.toHaveProperty('error')
  })

  it('clock-jump: the Date header is hours ahead', async () => {
    sandbox.play('clock-jump')
    const date = (await client.call('GET', contacts, { token: tokens.accessToken })).headers.get('date')
    expect(Date.parse(date ?? '') - sandbox.clock.now()).toBeGreaterThan(2.9 * 3_600_000)
  })
})

describe('B7.2, signing in', () => {
  it('state-wrong: another state comes back', async () => {
    sandbox.play('state-wrong')
    const query = queryOf((await decide('approve')).headers.get('location'))
    expect(query.get('state')).toBe('state of the testx')
    expect(query.has('code')).toBe(true)
  })

  it('state-missing: none comes back', async () => {
    sandbox.play('state-missing')
    expect(queryOf((await decide('approve')).headers.get('location')).has('state')).toBe(false)
  })

  it('state-replayed: that of the sign-in before comes back', async () => {
    await decide('approve', 'first')
    sandbox.play('state-replayed')
    expect(queryOf((await decide('approve', 'second')).headers.get('location')).get('state')).toBe('first')
  })

  it('sign-in-denied: an error comes back, and no code', async () => {
    sandbox.play('sign-in-denied')
    const query = queryOf((await decide('deny')).headers.get('location'))
    expect(query.get('error')).toBe('access_denied')
    expect(query.has('code')).toBe(false)
  })

  it('denied-without-redirect: a page, and no way back', async () => {
    sandbox.play('denied-without-redirect')
    const answer = await decide('deny')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('location')).toBeNull()
    expect((await decide('approve')).status).toBe(302)
  })

  it('sign-in-never-redirects: not even Connect leads back', async () => {
    sandbox.play('sign-in-never-redirects')
    const answer = await decide('approve')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('location')).toBeNull()
  })

  it('redirect-port-exact: neither another port nor 127.0.0.1', async () => {
    sandbox.play('redirect-port-exact')
    for (const origin of ['http://localhost:17824', 'http://127.0.0.1:17823']) {
      const page = await client.openAuthorizePage({ redirect_uri: `${origin}/oauth/hubspot/callback` })
      expect(page.status).toBe(400)
    }
  })
})

describe('B7.6, secrets', () => {
  it('secrets-marked: one text is in every code and token', async () => {
    sandbox.play('secrets-marked')
    await refresh()
    const issued = sandbox.hubspot.grants.issued()
    expect(issued).toHaveLength(4)
    expect(issued.filter((secret) => !secret.includes(SECRET_MARK))).toEqual([])
    expect(SECRET_MARK).toBe('SandboxSecret')
  })
})
