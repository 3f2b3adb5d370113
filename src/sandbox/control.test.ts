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

describe('the control endpoints', () => {
  it.each([
    ['GET', 'requests'],
    ['POST', 'faults'],
    ['POST', 'expire-tokens'],
    ['POST', 'revoke-grants'],
    ['POST', 'grants'],
  ])('do not exist for a caller without the header: %s %s', async (method, path) => {
    await start()
    const answer = await client.call(method, `/__sandbox/${path}`, method === 'POST' ? { body: {} } : {})
    expect(answer).toMatchObject({ status: 404, json: { message: 'resource not found' } })
    expect((await call('GET', contacts)).status).toBe(200)
  })

  it('answer no preflight, so that a page cannot send the header', async () => {
    await start()
    const preflight = await client.call('OPTIONS', '/__sandbox/faults', {
      headers: { origin: 'https://page.example', 'access-control-request-headers': 'x-sandbox-control' },
    })
    expect(preflight.status).toBe(404)
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('log what was called, without secrets', async () => {
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

  it('log a connection that was cut as status 0, and that a fault did it', async () => {
    await start({ faults: [{ path: contacts, drop: true }] })
    await expect(call('GET', contacts)).rejects.toThrow('fetch failed')
    expect(sandbox.requests.entries().at(-1)).toMatchObject({ path: contacts, status: 0, faulty: true })
  })

  it('replace the list of faults, and refuse one that is not usable', async () => {
    await start({ faults: [{ path: contacts, status: 500 }] })
    expect((await client.control('POST', 'faults', [{ path: contacts, status: 503 }])).status).toBe(204)
    expect((await call('GET', contacts)).status).toBe(503)
    expect((await client.control('POST', 'faults', [{ status: 500 }])).status).toBe(400)
    expect((await call('GET', contacts)).status).toBe(503)
    await client.control('POST', 'faults', [])
    expect((await call('GET', contacts)).status).toBe(200)
  })

  it('change, archive, restore and create records as if somebody else had', async () => {
    await start()
    const before = sandbox.hubspot.records.contacts.get('9')
    await client.control('POST', 'records/contacts/9', { properties: { city: 'Nottingham', jobtitle: '' } })
    const after = (await call('GET', `${contacts}/9?properties=city,jobtitle`)).json as {
      properties: unknown
      updatedAt: string
    }
    expect(after.properties).toMatchObject({ city: 'Nottingham', jobtitle: null })
    expect(Date.parse(after.updatedAt)).toBeGreaterThan(before?.updatedAtMs ?? Infinity)

    await client.control('POST', 'records/contacts/9', { archived: true })
    expect((await call('GET', `${contacts}/9`)).status).toBe(404)
    await client.control('POST', 'records/contacts/9', { archived: false })
    expect((await call('GET', `${contacts}/9`)).status).toBe(200)

    const made = (
      await client.control('POST', 'records/deals', { properties: { dealname: 'By somebody else' } })
    ).json
    const { id } = made as { id: string }
    expect((await call('GET', `/crm/objects/2026-09/deals/${id}`)).json).toMatchObject({
      properties: { dealname: 'By somebody else' },
    })
    expect((await client.control('POST', 'records/contacts/999999', {})).status).toBe(400)
  })

  it('let every access token be expired, and new ones work', async () => {
    await start()
    const { refreshToken } = await client.signIn()
    await client.control('POST', 'expire-tokens')
    expect(await call('GET', contacts)).toMatchObject({
      status: 401,
      json: { category: 'EXPIRED_AUTHENTICATION' },
    })
    const refreshed = await client.token({ grant_type: 'refresh_token', refresh_token: refreshToken })
    token = (refreshed.json as { access_token: string }).access_token
    expect((await call('GET', contacts)).status).toBe(200)
  })

  it('let every grant be revoked, and a new sign-in work', async () => {
    await start()
    const { refreshToken } = await client.signIn()
    await client.control('POST', 'revoke-grants')
    expect((await call('GET', contacts)).status).toBe(401)
    expect(
      (await client.token({ grant_type: 'refresh_token', refresh_token: refreshToken })).json,
    ).toMatchObject({ status: 'BAD_REFRESH_TOKEN' })
    token = (await client.signIn()).accessToken
    expect((await call('GET', contacts)).status).toBe(200)
  })
})
