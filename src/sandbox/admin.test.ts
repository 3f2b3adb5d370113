import { afterEach, describe, expect, it } from 'vitest'
import { createSandboxClient, type Answer } from './sandbox-client.ts'
import { startSandbox, type Sandbox, type StartOptions } from './start-sandbox.ts'

const contacts = '/crm/objects/2026-09/contacts'

let sandbox: Sandbox
let client: ReturnType<typeof createSandboxClient>
let token: string
afterEach(() => sandbox.close())

async function start(options: StartOptions = {}): Promise<void> {
  sandbox = await startSandbox({ contacts: 20, companies: 3, deals: 3, ...options })
  client = createSandboxClient(sandbox.endpoints)
  token = (await client.signIn()).accessToken
}

const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
  client.call(method, path, { token, ...(body === undefined ? {} : { body }) })

describe('the admin port', () => {
  it.each([undefined, 'Bearer ', 'Bearer wrong', 'Basic eDp5'])(
    'refuses the token %s',
    async (authorization) => {
      await start()
      const url = sandbox.endpoints.admin?.url ?? ''
      const headers = authorization === undefined ? {} : { authorization }
      for (const [method, path] of [
        ['GET', 'requests'],
        ['PUT', 'faults'],
        ['POST', 'clock'],
        ['POST', 'hubspot/grants'],
        ['POST', 'nowhere'],
      ] as const) {
        expect((await client.call(method, `${url}/${path}`, { headers })).status).toBe(401)
      }
    },
  )

  it('is not where the services are, and can be left out', async () => {
    await start()
    expect(
      (await client.call('GET', '/requests', { token: sandbox.endpoints.admin?.token ?? '' })).status,
    ).toBe(404)
    await sandbox.close()
    await start({ admin: false })
    expect(sandbox.endpoints.admin).toBeUndefined()
  })

  it('answers no preflight, so that a page cannot send the token', async () => {
    await start()
    const preflight = await client.call('OPTIONS', `${sandbox.endpoints.admin?.url ?? ''}/faults`, {
      headers: { origin: 'https://page.example', 'access-control-request-headers': 'authorization' },
    })
    expect(preflight.status).toBe(401)
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('says what is wrong with a call that it does not understand', async () => {
    await start()
    for (const [method, path, body, status] of [
      ['GET', 'nowhere', undefined, 404],
      ['POST', 'hubspot/nowhere', {}, 404],
      ['PUT', 'faults', '{"half":', 400],
      ['PUT', 'faults', [{ path: '/', probability: 2 }], 400],
      ['POST', 'clock', { advanceMs: -1 }, 400],
      ['POST', 'scenarios/nowhere', undefined, 404],
      ['PATCH', 'hubspot/behaviour', { dragons: true }, 400],
    ] as const) {
      const answer = await client.control(method, path, body)
      expect(answer.status).toBe(status)
      expect((answer.json as { message: string }).message).toMatch(/\w/)
    }
  })

  it('skips time: tokens age without anybody waiting', async () => {
    await start({ tokenTtlSeconds: 60 })
    const { json } = await client.control('POST', 'clock', { advanceMs: 60_000 })
    const skipped = Date.parse((json as { now: string }).now) - Date.now()
    expect(skipped).toBeGreaterThan(55_000)
    const refused = await call('GET', contacts)
    expect(refused).toMatchObject({ status: 401, json: { category: 'EXPIRED_AUTHENTICATION' } })
    expect(Date.parse(refused.headers.get('date') ?? '') - Date.now()).toBeGreaterThan(50_000)
  })

  it('turns the switches of a service, and puts them back', async () => {
    await start()
    const initial = (await client.control('GET', 'hubspot/behaviour')).json
    expect(initial).toMatchObject({ limits: false, refreshToken: 'same' })
    await client.control('PATCH', 'hubspot/behaviour', { refreshToken: 'missing' })
    expect((await client.control('GET', 'hubspot/behaviour')).json).toMatchObject({ refreshToken: 'missing' })
    await client.control('DELETE', 'hubspot/behaviour')
    expect((await client.control('GET', 'hubspot/behaviour')).json).toEqual(initial)
  })

  it('lists the scenarios, turns them on by name, and ends them all', async () => {
    await start()
    const { scenarios } = (await client.control('GET', 'scenarios')).json as { scenarios: { name: string }[] }
    expect(scenarios.map(({ name }) => name)).toContain('refresh-rotates')
    expect((await client.control('POST', 'scenarios/refresh-rotates')).status).toBe(204)
    const refresh = async (): Promise<boolean> => {
      const { refreshToken } = await client.signIn()
      const { json } = await client.token({ grant_type: 'refresh_token', refresh_token: refreshToken })
      return (json as { refresh_token: string }).refresh_token === refreshToken
    }
    expect(await refresh()).toBe(false)
    expect((await client.control('DELETE', 'scenarios')).status).toBe(204)
    expect(await refresh()).toBe(true)
  })

  it('logs what was called, without secrets', async () => {
    await start()
    await call('GET', `${contacts}?limit=5&after=51`)
    await call('GET', `${contacts}/9`)
    await call('GET', `${contacts}/ada.lovelace%40analytical.example?idProperty=email`)
    const { requests, counts } = (await client.control('GET', 'requests')).json as {
      requests: { number: number; method: string; target: string; status: number }[]
      counts: Record<string, number>
    }
    expect(requests.map(({ method, target, status }) => `${status} ${method} ${target}`)).toEqual([
      '200 GET /oauth/authorize',
      '302 POST /oauth/authorize',
      '200 POST /oauth/2026-09/token',
      `200 GET ${contacts}?limit=5&after=51`,
      `200 GET ${contacts}/9`,
      `200 GET ${contacts}/ada.lovelace%40analytical.example?idProperty=email`,
    ])
    expect(counts[`GET ${contacts}`]).toBe(1)
    expect(counts[`GET ${contacts}/{id}`]).toBe(2)
    expect(JSON.stringify(requests)).not.toContain(sandbox.endpoints.hubspot.clientSecret)
    await client.control('DELETE', 'requests')
    expect((await client.control('GET', 'requests')).json).toEqual({ requests: [], counts: {} })
  })

  it('logs a connection that was cut as status 0, and that a fault did it', async () => {
    await start({ faults: [{ path: contacts, drop: true }] })
    await expect(call('GET', contacts)).rejects.toThrow('fetch failed')
    expect(sandbox.requests.entries().at(-1)).toMatchObject({ path: contacts, status: 0, faulty: true })
  })

  it('replaces the list of faults, and refuses one that is not usable', async () => {
    await start({ faults: [{ path: contacts, status: 500 }] })
    expect((await client.control('PUT', 'faults', [{ path: contacts, status: 503 }])).status).toBe(204)
    expect((await call('GET', contacts)).status).toBe(503)
    expect((await client.control('PUT', 'faults', [{ status: 500 }])).status).toBe(400)
    expect((await call('GET', contacts)).status).toBe(503)
    await client.control('DELETE', 'faults')
    expect((await call('GET', contacts)).status).toBe(200)
  })

  it('changes, archives, restores and creates records as if somebody else had', async () => {
    await start()
    const before = sandbox.hubspot.records.contacts.get('9')
    await client.control('POST', 'hubspot/records/contacts/9', {
      properties: { city: 'Nottingham', jobtitle: '' },
    })
    const after = (await call('GET', `${contacts}/9?properties=city,jobtitle`)).json as {
      properties: unknown
      updatedAt: string
    }
    expect(after.properties).toMatchObject({ city: 'Nottingham', jobtitle: null })
    expect(Date.parse(after.updatedAt)).toBeGreaterThan(before?.updatedAtMs ?? Infinity)

    await client.control('POST', 'hubspot/records/contacts/9', { archived: true })
    expect((await call('GET', `${contacts}/9`)).status).toBe(404)
    await client.control('POST', 'hubspot/records/contacts/9', { archived: false })
    expect((await call('GET', `${contacts}/9`)).status).toBe(200)

    const made = (
      await client.control('POST', 'hubspot/records/deals', { properties: { dealname: 'By somebody else' } })
    ).json
    const { id } = made as { id: string }
    expect((await call('GET', `/crm/objects/2026-09/deals/${id}`)).json).toMatchObject({
      properties: { dealname: 'By somebody else' },
    })
    expect((await client.control('POST', 'hubspot/records/contacts/999999', {})).status).toBe(400)
  })

  it('lets every access token be expired, and new ones work', async () => {
    await start()
    const { refreshToken } = await client.signIn()
    await client.control('POST', 'hubspot/expire-tokens')
    expect(await call('GET', contacts)).toMatchObject({
      status: 401,
      json: { category: 'EXPIRED_AUTHENTICATION' },
    })
    const refreshed = await client.token({ grant_type: 'refresh_token', refresh_token: refreshToken })
    token = (refreshed.json as { access_token: string }).access_token
    expect((await call('GET', contacts)).status).toBe(200)
  })

  it('lets every grant be revoked, and a new sign-in work', async () => {
    await start()
    const { refreshToken } = await client.signIn()
    await client.control('POST', 'hubspot/revoke-grants')
    expect((await call('GET', contacts)).status).toBe(401)
    expect(
      (await client.token({ grant_type: 'refresh_token', refresh_token: refreshToken })).json,
    ).toMatchObject({ status: 'BAD_REFRESH_TOKEN' })
    token = (await client.signIn()).accessToken
    expect((await call('GET', contacts)).status).toBe(200)
  })
})
