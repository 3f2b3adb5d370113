import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandboxClient, type Answer } from '../sandbox-client.ts'
import { startSandbox, type Sandbox } from '../start-sandbox.ts'
import { REQUIRED_SCOPES } from './scopes.ts'

let sandbox: Sandbox
let client: ReturnType<typeof createSandboxClient>
let token: string
beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 3, companies: 3, deals: 3 })
  client = createSandboxClient(sandbox.endpoints)
  token = (await client.signIn()).accessToken
})
afterAll(() => sandbox.close())

const get = (path: string): Promise<Answer> => client.call('GET', path, { token })

/** Sends bytes that no HTTP client would, and returns the first line of the answer. */
function sendRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(sandbox.endpoints.hubspot.api).port), '127.0.0.1', () =>
      socket.write(text),
    )
    let answer = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk))
    socket.once('close', () => resolve(answer.split('\r\n')[0] ?? ''))
    socket.once('error', reject)
  })
}

describe('scopes', () => {
  const withScopes = async (...scopes: string[]): Promise<string> =>
    ((await client.control('POST', 'hubspot/grants', { scopes })).json as { access_token: string })
      .access_token

  it.each([
    ['GET', '/crm/objects/2026-09/contacts', 'crm.objects.contacts.read'],
    ['GET', '/crm/objects/2026-09/companies/9', 'crm.objects.companies.read'],
    ['GET', '/crm/objects/2026-09/deals', 'crm.objects.deals.read'],
    ['POST', '/crm/objects/2026-09/contacts', 'crm.objects.contacts.write'],
    ['PATCH', '/crm/objects/2026-09/contacts/9', 'crm.objects.contacts.write'],
    ['DELETE', '/crm/objects/2026-09/contacts/9', 'crm.objects.contacts.write'],
    ['POST', '/crm/objects/2026-09/companies', 'crm.objects.companies.write'],
    ['GET', '/account-info/2026-09/details', 'oauth'],
  ])('%s %s without %s gets 403 and names it', async (method, path, scope) => {
    const narrow = await withScopes(...REQUIRED_SCOPES.filter((granted) => granted !== scope))
    expect(await client.call(method, path, { token: narrow })).toMatchObject({
      status: 403,
      json: { category: 'MISSING_SCOPES', errors: [{ context: { requiredGranularScopes: [scope] } }] },
    })
  })

  it('lets properties be read with the scope of the records or of the schema', async () => {
    const path = '/crm/properties/2026-09/deals'
    for (const scope of ['crm.objects.deals.read', 'crm.schemas.deals.read']) {
      expect((await client.call('GET', path, { token: await withScopes(scope) })).status).toBe(200)
    }
    expect((await client.call('GET', path, { token: await withScopes('oauth') })).status).toBe(403)
  })
})

describe('every answer', () => {
  it('tells the rate limit and what is left of it on ordinary calls', async () => {
    const { headers } = await get('/crm/objects/2026-09/contacts')
    expect(headers.get('x-hubspot-ratelimit-max')).toBe('110')
    expect(headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000')
    const next = await get('/crm/objects/2026-09/contacts')
    expect(Number(next.headers.get('x-hubspot-ratelimit-remaining'))).toBeLessThan(110)
  })

  it('carries a correlation id, in errors the same one in head and body', async () => {
    expect((await get('/account-info/2026-09/details')).headers.get('x-hubspot-correlation-id')).toMatch(
      /^[0-9a-f-]{36}$/,
    )
    for (const path of ['/nowhere', '/crm/objects/2026-09/contacts/abc']) {
      const { headers, json } = await get(path)
      expect((json as { correlationId: string }).correlationId).toBe(headers.get('x-hubspot-correlation-id'))
    }
  })
})

describe('requests that lead nowhere', () => {
  it.each([
    '/',
    '/crm',
    '/crm/objects/2026-09/dragons',
    '/crm/objects/v3/contacts',
    '/crm/objects/2026-09/contacts/9/more',
    '/oauth/2026-09/nothing',
  ])('%s gets a 404 in JSON', async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, json: { message: 'resource not found' } })
  })

  it.each([
    ['PUT', '/crm/objects/2026-09/contacts/9', 'GET, PATCH, DELETE'],
    ['DELETE', '/crm/objects/2026-09/contacts', 'GET, POST'],
    ['GET', '/oauth/2026-09/token', 'POST'],
    ['POST', '/crm/properties/2026-09/contacts', 'GET'],
  ])('%s %s gets 405 and the methods that exist', async (method, path, allowed) => {
    const answer = await client.call(method, path, { token })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe(allowed)
  })

  it('an address of more than 8 KB gets 414', async () => {
    const properties = Array.from({ length: 600 }, (_, at) => `some_custom_property_${at}`).join(',')
    expect((await get(`/crm/objects/2026-09/contacts?properties=${properties}`)).status).toBe(414)
  })

  it.each(['/%E0%A4%A', '/crm/objects/2026-09/contacts/%00'])('the broken path %s gets 400', async (path) => {
    expect(await sendRaw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)).toBe(
      'HTTP/1.1 400 Bad Request',
    )
  })

  it('a body of more than a megabyte gets 413', async () => {
    const body = JSON.stringify({ properties: { message: 'x'.repeat(1_100_000) } })
    expect((await client.call('POST', '/crm/objects/2026-09/contacts', { token, body })).status).toBe(413)
  })

  it('a request under a name that is not this computer’s gets nothing', async () => {
    const line = await sendRaw(
      'GET /account-info/2026-09/details HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    )
    expect(line).toBe('HTTP/1.1 421 Misdirected Request')
  })
})
