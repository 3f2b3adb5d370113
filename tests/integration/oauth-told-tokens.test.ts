import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { guardFetch, type Fetch } from '../../src/main/http/guarded-fetch.ts'
import { introspectToken } from '../../src/main/oauth/introspect-token.ts'
import { revokeToken } from '../../src/main/oauth/revoke-token.ts'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'
import type { OAuthDescription } from '../../src/main/providers/provider.ts'
import { err, ok } from '../../src/shared/result.ts'
import { answerJson, startLoopbackServer, type LoopbackServer } from '../support/loopback-server.ts'

const client = { clientId: 'client-1', clientSecret: 'secret-1' }
const grant = { accessToken: 'access-1', refreshToken: 'refresh-1' }
const send: Fetch = (address, init) => fetch(address, init)

const servers: LoopbackServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function serve(answer: (response: ServerResponse) => void): Promise<LoopbackServer> {
  const server = await startLoopbackServer((_request, response) => answer(response))
  servers.push(server)
  return server
}

const at = ({ origin }: { origin: string }, more: Partial<OAuthDescription> = {}): OAuthDescription => ({
  ...hubspot.oauth,
  authorizationEndpoint: `${origin}/authorize`,
  tokenEndpoint: `${origin}/token`,
  revocation: {
    address: `${origin}/revoke`,
    token: 'refresh',
    parameters: { token_type_hint: 'refresh_token' },
  },
  introspection: { address: `${origin}/introspect`, token: 'access', parameters: {} },
  ...more,
})
const revoke = (server: { origin: string }, fetch: Fetch = send) =>
  revokeToken(at(server), client, fetch, grant)
const introspect = (server: { origin: string }, fetch: Fetch = send) =>
  introspectToken(at(server), client, fetch, grant)

describe('the end of a grant', () => {
  it.each([200, 204])('is told once, with the client, and %i means that it was heard', async (status) => {
    const server = await serve((response) => response.writeHead(status).end())
    expect(await revoke(server)).toEqual(ok(null))
    expect(server.requests).toMatchObject([{ method: 'POST', target: '/revoke' }])
    expect(Object.fromEntries(new URLSearchParams(server.requests[0]?.body))).toEqual({
      token: 'refresh-1',
      token_type_hint: 'refresh_token',
      client_id: 'client-1',
      client_secret: 'secret-1',
    })
  })

  it('is told in JSON, of the access token, where the provider wants it so', async () => {
    const server = await serve((response) => answerJson(response, 200, { request_id: 'r' }))
    const description = at(server, {
      clientAuthentication: 'basic',
      tokenRequestEncoding: 'json',
      revocation: { address: `${server.origin}/revoke`, token: 'access', parameters: {} },
    })
    expect(await revokeToken(description, client, send, grant)).toEqual(ok(null))
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({ token: 'access-1' })
  })

  it('names the access token where there is no other', async () => {
    const server = await serve((response) => response.end())
    await revokeToken(at(server), client, send, { ...grant, refreshToken: null })
    expect(new URLSearchParams(server.requests[0]?.body).get('token')).toBe('access-1')
  })

  it('is not told to a provider that has no place for it', async () => {
    const server = await serve((response) => response.end())
    const told = await revokeToken(at(server, { revocation: null }), client, send, grant)
    expect(told).toMatchObject({ ok: false, error: { kind: 'not-asked' } })
    expect(server.requests).toEqual([])
  })

  it.each([
    [400, { error: 'invalid_client' }, 'client'],
    [404, { message: 'unknown' }, 'transient'],
    [503, '<html>', 'transient'],
  ])('with %i %j is told once and counts as %s', async (status, body, wanted) => {
    const server = await serve((response) => answerJson(response, status, body))
    expect(await revoke(server)).toMatchObject({ error: { kind: 'refused', failure: { class: wanted } } })
    expect(server.requests).toHaveLength(1)
  })

  it.each([302, 307, 308])('R15: with %i reaches no other server', async (status) => {
    const elsewhere = await serve((response) => response.end())
    const server = await serve((response) =>
      response.writeHead(status, { location: `${elsewhere.origin}/revoke` }).end(),
    )
    expect(await revoke(server)).toEqual(
      err({ kind: 'not-asked', error: { kind: 'unexpected-response', detail: 'redirected' } }),
    )
    expect(await introspect(server)).toBeUndefined()
    expect(server.requests).toHaveLength(2)
    expect(elsewhere.requests).toHaveLength(0)
  })

  it.each(['https://api.provider.example', 'http://192.0.2.1', 'http://127.0.0.1:9'])(
    'R15: of a grant from this computer is not told to %s',
    async (origin) => {
      const sent: string[] = []
      const spy: Fetch = async (address) => {
        sent.push(address)
        return new Response('{}')
      }
      const server = { origin: 'http://127.0.0.1:4000' }
      const elsewhere = { address: `${origin}/revoke`, token: 'refresh', parameters: {} } as const
      const foreign = at(server, { revocation: elsewhere, introspection: elsewhere })
      await revokeToken(foreign, client, spy, grant).catch(() => null)
      await introspectToken(foreign, client, spy, grant).catch(() => null)
      expect(sent).toEqual([])
    },
  )

  it('is given up when nobody answers, and when the answer does not end', async () => {
    const silent = await serve(() => undefined)
    const impatient = guardFetch(send, { deadlineMs: 150, maxBytes: 1_000, loopbackOrigin: silent.origin })
    expect(await revoke(silent, impatient)).toEqual(err({ kind: 'not-asked', error: { kind: 'timed-out' } }))

    const chunk = Buffer.alloc(64 * 1024, ' ')
    const endless = await serve((response) => {
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk)) continue
        if (!response.destroyed) response.once('drain', pour)
      }
      pour()
    })
    expect(await revoke(endless)).toEqual(
      err({ kind: 'not-asked', error: { kind: 'unexpected-response', detail: 'too-large' } }),
    )
    await vi.waitUntil(async () => (await endless.connections()) === 0, 10_000)
  })
})

describe('an introspection', () => {
  it('asks about the access token and hands on what was said', async () => {
    const server = await serve((response) => answerJson(response, 200, { active: true, hub_id: 7 }))
    expect(await introspect(server)).toEqual({ active: true, hub_id: 7 })
    expect(server.requests).toMatchObject([{ method: 'POST', target: '/introspect' }])
    expect(new URLSearchParams(server.requests[0]?.body).get('token')).toBe('access-1')
  })

  it.each([
    [200, '<html>'],
    [200, '{"active":true,"active":false}'],
    [401, '{"error":"invalid_client"}'],
    [500, ''],
  ])('that comes to nothing says nothing: %i %s', async (status, body) => {
    const server = await serve((response) => response.writeHead(status).end(body))
    expect(await introspect(server)).toBeUndefined()
  })

  it('is none where the connection breaks, and where the provider has no such endpoint', async () => {
    const server = await serve((response) => void response.destroy())
    expect(await introspect(server)).toBeUndefined()
    const { introspection: _introspection, ...without } = at(server)
    expect(await introspectToken(without, client, send, grant)).toBeUndefined()
    expect(server.requests).toHaveLength(1)
  })
})
