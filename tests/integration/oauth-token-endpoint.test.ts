import type { ServerResponse } from 'node:http'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { guardFetch, type Fetch } from '../../src/main/http/guarded-fetch.ts'
import { refreshGrant } from '../../src/main/oauth/token-endpoint.ts'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'
import type { OAuthDescription } from '../../src/main/providers/provider.ts'
import { err, ok } from '../../src/shared/result.ts'
import { createScriptedBrowser } from '../support/scripted-browser.ts'
import { answerJson, startLoopbackServer, type LoopbackServer } from '../support/loopback-server.ts'
import { requestAt, signInAt } from '../support/sign-in-at.ts'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'

const client = { clientId: 'client-1', clientSecret: 'secret-of-the-client' }
const send: Fetch = (address, init) => fetch(address, init)

const servers: { close(): Promise<void> }[] = []
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
  ...more,
})

const refresh = (server: { origin: string }, fetch: Fetch = send) =>
  refreshGrant(at(server), client, fetch, 'refresh-token-1')

describe('a refresh', () => {
  it('posts a form with the client in it, once, without cookies', async () => {
    const server = await serve((response) =>
      answerJson(response, 200, { access_token: 'a', token_type: 'bearer' }),
    )
    expect(await refresh(server)).toEqual(ok({ access_token: 'a', token_type: 'bearer' }))
    expect(server.requests).toHaveLength(1)
    const [request] = server.requests
    expect(request).toMatchObject({ method: 'POST', target: '/token' })
    expect(request?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/)
    expect(request?.headers['cookie']).toBeUndefined()
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-token-1',
      client_id: client.clientId,
      client_secret: client.clientSecret,
    })
  })
})

describe('a token endpoint that points elsewhere', () => {
  it.each([301, 302, 303, 307, 308])(
    'R15: with %i at a refresh: nothing reaches the other server',
    async (status) => {
      const elsewhere = await serve((response) =>
        answerJson(response, 200, { access_token: 'a', token_type: 'bearer' }),
      )
      const server = await serve((response) =>
        response.writeHead(status, { location: `${elsewhere.origin}/token` }).end(),
      )
      expect(await refresh(server)).toEqual(
        err({ kind: 'not-asked', error: { kind: 'unexpected-response', detail: 'redirected' } }),
      )
      expect(server.requests).toHaveLength(1)
      expect(elsewhere.requests).toHaveLength(0)
    },
  )

  it.each([302, 307])(
    'R15: with %i at a sign-in: neither code nor secret reach the other server',
    async (status) => {
      const elsewhere = await serve((response) =>
        answerJson(response, 200, { access_token: 'a', token_type: 'bearer' }),
      )
      const sandbox = await startSandbox({ contacts: 1, companies: 1, deals: 1 })
      servers.push(sandbox)
      sandbox.faults.add({
        method: 'POST',
        path: '/oauth/2026-09/token',
        status,
        redirect: `${elsewhere.origin}/token`,
      })
      const { signIn } = signInAt(createScriptedBrowser({ consent: 'approve' }))
      expect(await signIn.run(requestAt(sandbox.endpoints))).toEqual(
        err({ kind: 'unexpected-response', detail: 'redirected' }),
      )
      expect(sandbox.requests.counts()['POST /oauth/2026-09/token']).toBe(1)
      expect(elsewhere.requests).toHaveLength(0)
    },
  )

  it.each(['http://192.0.2.1', 'http://localhost.example.com', 'http://10.0.0.1'])(
    'R15: at %s is sent no secret at all',
    async (origin) => {
      const sent: string[] = []
      const refused = await refresh({ origin }, async (address) => {
        sent.push(address)
        return new Response('{}')
      }).catch((thrown: unknown) => thrown)
      expect(sent).toEqual([])
      expect(refused).not.toMatchObject({ ok: true })
    },
  )
})

const sound = { access_token: 'a', token_type: 'bearer', expires_in: 1_800 }

describe('a malformed token reply', () => {
  it.each([
    ['no access token', '{"token_type":"bearer"}'],
    ['a list', `[${JSON.stringify(sound)}]`],
    ['null', 'null'],
    ['a lifetime of -1', JSON.stringify({ ...sound, expires_in: -1 })],
    ['a lifetime of 1e12', JSON.stringify({ ...sound, expires_in: 1e12 })],
    ['a lifetime of "x"', JSON.stringify({ ...sound, expires_in: 'x' })],
    ['a lifetime of NaN', '{"access_token":"a","token_type":"bearer","expires_in":NaN}'],
    ['its token in __proto__', `{"__proto__":${JSON.stringify(sound)}}`],
    ['a token named twice', '{"access_token":"a","access_token":"b","token_type":"bearer"}'],
    ['HTML', '<!doctype html><title>Log in</title>'],
    ['half of it', '{"access_token":"a","token_ty'],
    ['nothing', ''],
  ])('R16: with %s is a typed error and no grant', async (_name, body) => {
    const sandbox = await startSandbox({ contacts: 1, companies: 1, deals: 1 })
    servers.push(sandbox)
    sandbox.faults.add({ method: 'POST', path: '/oauth/2026-09/token', body })
    const { signIn } = signInAt(createScriptedBrowser({ consent: 'approve' }))
    expect(await signIn.run(requestAt(sandbox.endpoints))).toMatchObject({
      ok: false,
      error: { kind: 'unexpected-response' },
    })
    expect(({} as Record<string, unknown>)['access_token']).toBeUndefined()
  })

  it('R16: of 100 MB is stopped at the cap', async () => {
    const chunk = Buffer.alloc(64 * 1024, ' ')
    let written = 0
    const server = await serve((response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': String(100 * 1024 * 1024),
      })
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length
        if (!response.destroyed) response.once('drain', pour)
      }
      pour()
    })
    expect(await refresh(server)).toEqual(
      err({ kind: 'not-asked', error: { kind: 'unexpected-response', detail: 'too-large' } }),
    )
    await vi.waitUntil(async () => (await server.connections()) === 0, 10_000)
    // The cap is 64 KiB; the rest is what the sockets hold.
    expect(written).toBeLessThan(16 * 1024 * 1024)
  })

  it('R16: whatever status and bytes it has, ends in a result', async () => {
    let status = 200
    let body: string | Uint8Array = ''
    const server = await serve((response) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(body),
    )
    const kinds = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(200, 201, 204, 400, 401, 403, 404, 429, 500, 503),
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.uint8Array({ maxLength: 50 }),
          fc.constant(JSON.stringify(sound)),
        ),
        async (someStatus, someBody) => {
          status = someStatus
          body = someBody
          const result = await refresh(server)
          kinds.add(result.ok ? 'ok' : result.error.kind)
          if (status >= 400) expect(result).toMatchObject({ ok: false, error: { kind: 'refused' } })
        },
      ),
      { numRuns: 150 },
    )
    expect([...kinds].sort()).toEqual(['ok', 'refused', 'unclear'])
  })
})

describe('a token endpoint that says no', () => {
  it.each([
    [400, { error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN' }, 'revoked'],
    [400, { error: 'invalid_client', status: 'BAD_CLIENT_SECRET' }, 'client'],
    [400, 'no JSON at all', 'transient'],
    [429, {}, 'transient'],
    [500, { error: 'invalid_grant' }, 'transient'],
    [502, '<html>', 'transient'],
    [503, {}, 'transient'],
  ])('R65: with %i %j is read as %s, and asked once', async (status, body, wanted) => {
    const server = await serve((response) =>
      typeof body === 'string'
        ? void response.writeHead(status).end(body)
        : answerJson(response, status, body),
    )
    expect(await refresh(server)).toMatchObject({
      ok: false,
      error: { kind: 'refused', failure: { class: wanted } },
    })
    expect(server.requests).toHaveLength(1)
  })

  it('R65: that takes too long was asked once', async () => {
    const server = await serve(() => undefined)
    const impatient = guardFetch(send, { deadlineMs: 150, maxBytes: 1_000, loopbackOrigin: server.origin })
    expect(await refresh(server, impatient)).toEqual(err({ kind: 'not-asked', error: { kind: 'timed-out' } }))
    expect(server.requests).toHaveLength(1)
  })

  it('R65: whose connection breaks was asked once', async () => {
    const server = await serve((response) => void response.destroy())
    expect(await refresh(server)).toEqual(err({ kind: 'not-asked', error: { kind: 'offline' } }))
    expect(server.requests).toHaveLength(1)
  })
})
