import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { refreshGrant, type Client } from '../../src/main/oauth/token-endpoint.ts'
import type { OAuthDescription } from '../../src/main/providers/provider.ts'
import { ok } from '../../src/shared/result.ts'
import { answerJson, startLoopbackServer, type LoopbackServer } from '../support/loopback-server.ts'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'

const reply = { access_token: 'a', token_type: 'bearer' }
const send = (address: string, init?: RequestInit) => fetch(address, init)

const servers: LoopbackServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function serve(): Promise<LoopbackServer> {
  const server = await startLoopbackServer((_request, response) => answerJson(response, 200, reply))
  servers.push(server)
  return server
}

const at = ({ origin }: LoopbackServer, more: Partial<OAuthDescription>): OAuthDescription => ({
  ...hubspot.oauth,
  authorizationEndpoint: `${origin}/authorize`,
  tokenEndpoint: `${origin}/token`,
  ...more,
})

/** The one request that a refresh makes. */
async function refresh(client: Client, more: Partial<OAuthDescription>) {
  const server = await serve()
  expect(await refreshGrant(at(server, more), client, send, 'refresh-1')).toEqual(ok(reply))
  const [request] = server.requests
  if (request === undefined || server.requests.length > 1) throw new Error('Not asked once')
  return request
}

const confidential = { clientId: 'client-1', clientSecret: 'secret-1' }
const open = { clientId: 'client-1', clientSecret: null }

describe('a token request', () => {
  it('is JSON where the provider reads JSON, and carries the headers that it wants', async () => {
    const { headers, body } = await refresh(confidential, {
      clientAuthentication: 'basic',
      tokenRequestEncoding: 'json',
      tokenRequestHeaders: { 'x-version': '2026-03-11' },
    })
    expect(headers['content-type']).toBe('application/json')
    expect(headers['x-version']).toBe('2026-03-11')
    expect(JSON.parse(body)).toEqual({ grant_type: 'refresh_token', refresh_token: 'refresh-1' })
  })

  it('names the client in the body alone where there is no secret', async () => {
    for (const clientAuthentication of ['basic', 'body'] as const) {
      const { headers, body } = await refresh(open, { clientAuthentication })
      expect(headers.authorization).toBeUndefined()
      expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
        grant_type: 'refresh_token',
        refresh_token: 'refresh-1',
        client_id: 'client-1',
      })
    }
  })

  it('carries a secret of any characters as it is, in the header or in the body', async () => {
    const secrets = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 1,
    })
    await fc.assert(
      fc.asyncProperty(secrets, async (clientSecret) => {
        const client = { clientId: 'client-1', clientSecret }
        const basic = await refresh(client, { clientAuthentication: 'basic' })
        // Plain base64, with the padding: what every provider's own sample sends.
        const credentials = Buffer.from(`client-1:${clientSecret}`).toString('base64')
        expect(basic.headers.authorization).toBe(`Basic ${credentials}`)
        expect(new URLSearchParams(basic.body).has('client_secret')).toBe(false)
        const form = await refresh(client, { clientAuthentication: 'body' })
        expect(new URLSearchParams(form.body).get('client_secret')).toBe(clientSecret)
      }),
      { numRuns: 20, examples: [['%41+/=:& "\\'], ['???>>>']] },
    )
  })
})
