import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ProviderCall } from '../../src/main/providers/provider.ts'
import { createDeferred } from '../support/deferred.ts'
import { startLoopbackServer, type LoopbackServer, type ReceivedRequest } from '../support/loopback-server.ts'
import { accessToken, sessionAt } from '../support/session-at.ts'

const servers: LoopbackServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function serve(
  answer: (request: ReceivedRequest, response: ServerResponse) => void,
): Promise<LoopbackServer> {
  const server = await startLoopbackServer(answer)
  servers.push(server)
  return server
}

const pageSchema = z.object({ results: z.array(z.object({ id: z.string() })) })
const contacts: ProviderCall = { method: 'GET', path: ['crm', 'contacts'] }
const json = { 'content-type': 'application/json' }

describe('a 2xx reply', () => {
  it('is read, with the token and what the call says on the wire', async () => {
    const server = await serve((_request, response) =>
      response.writeHead(200, json).end('{"results":[{"id":"1"}]}'),
    )
    const { session, reachability } = sessionAt(server.origin)
    const result = await session.request(
      { method: 'POST', path: ['crm', 'contacts'], query: { archived: 'false' }, json: { name: 'Ünal "Z"' } },
      pageSchema,
    )
    expect(result).toEqual({ ok: true, value: { results: [{ id: '1' }] } })
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      target: '/crm/contacts?archived=false',
      body: '{"name":"Ünal \\"Z\\""}',
      headers: {
        authorization: `Bearer ${accessToken}`,
        'content-type': 'application/json',
        accept: 'application/json',
      },
    })
    expect(reachability).toEqual(['online'])
  })

  it.each([
    ['HTML', '<!doctype html><title>Log in</title>'],
    ['JSON that is cut in half', '{"results":[{"id":"1"},{"id"'],
    ['a byte order mark', '\ufeff{"results":[]}'],
    ['null', 'null'],
    ['duplicate keys', '{"results":[],"results":[{"id":"1"}]}'],
    ['a key twice in two spellings', String.raw`{"results":[],"\u0072esults":[{"id":"1"}]}`],
    ['the wrong shape', '{"results":{"id":"1"}}'],
    ['a number where a text should be', '{"results":[{"id":1}]}'],
    ['nothing at all', ''],
    ['a byte that is not UTF-8', Buffer.from('{"results":[{"id":"\xff"}]}', 'latin1')],
    ['a million levels', `{"results":[],"more":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`],
  ])('R61: that holds %s is an unexpected response, asked for once', async (_name, body) => {
    const server = await serve((_request, response) => response.writeHead(200, json).end(body))
    const result = await sessionAt(server.origin).session.request(contacts, pageSchema)
    expect(result).toMatchObject({ ok: false, error: { kind: 'unexpected-response' } })
    expect(server.requests).toHaveLength(1)
  })

  it('R61: never comes out in the error', async () => {
    const server = await serve((_request, response) =>
      response.writeHead(200, json).end('{"results":[{"id":{"secret-name":"Ada"}}]}'),
    )
    const { session, lines } = sessionAt(server.origin)
    const result = await session.request(contacts, pageSchema)
    expect(result).toEqual({ ok: false, error: { kind: 'unexpected-response', detail: 'at results.0.id' } })
    expect(lines.join('\n')).not.toContain('Ada')
  })

  it('R61: that breaks off before its announced end is no reply', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { ...json, 'content-length': '400' })
      response.write('{"results":[]}', () => response.destroy())
    })
    const result = await sessionAt(server.origin).session.request(
      { ...contacts, method: 'POST' },
      z.unknown(),
    )
    expect(result).toEqual({ ok: false, error: { kind: 'reply-lost' } })
  })

  it('R60: may hold one string of almost 16 MB', async () => {
    const note = 'x'.repeat(15_000_000)
    const server = await serve((_request, response) =>
      response.writeHead(200, json).end(JSON.stringify({ note })),
    )
    const result = await sessionAt(server.origin).session.request(contacts, z.object({ note: z.string() }))
    expect(result.ok && result.value.note.length).toBe(15_000_000)
  })
})

describe('a reply without an end', () => {
  it('R60: is stopped at the cap, and its connection is cut', async () => {
    const chunk = Buffer.alloc(256 * 1024, ' ')
    let written = 0
    const closed = createDeferred<undefined>()
    const server = await serve((_request, response) => {
      response.writeHead(200, json)
      response.on('close', () => closed.resolve(undefined))
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length
        if (!response.destroyed) response.once('drain', pour)
      }
      pour()
    })
    const result = await sessionAt(server.origin).session.request(contacts, z.unknown())
    expect(result).toEqual({ ok: false, error: { kind: 'unexpected-response', detail: 'too-large' } })
    await closed.promise
    // The cap is 16 MiB; the rest is what the sockets hold.
    expect(written).toBeLessThan(48 * 1024 * 1024)
    expect(server.requests).toHaveLength(1)
  })

  it('R60: is stopped at the cap when it was compressed', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '))
    expect(bomb.length).toBeLessThan(100_000)
    const server = await serve((_request, response) =>
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb),
    )
    const result = await sessionAt(server.origin).session.request(contacts, z.unknown())
    expect(result).toEqual({ ok: false, error: { kind: 'unexpected-response', detail: 'too-large' } })
  })
})

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('R62: with %i to another host is not followed', async (status) => {
    const elsewhere = await serve((_request, response) => response.writeHead(200, json).end('{"results":[]}'))
    const server = await serve((_request, response) =>
      response.writeHead(status, { location: `${elsewhere.origin}/crm/contacts` }).end(),
    )
    const { session } = sessionAt(server.origin)
    expect(await session.request(contacts, pageSchema)).toEqual({
      ok: false,
      error: { kind: 'unexpected-response', detail: 'redirected' },
    })
    expect(server.requests).toHaveLength(1)
    expect(elsewhere.requests).toHaveLength(0)
  })

  it.each([
    ['itself', '/crm/contacts'],
    ['another scheme', 'ftp://127.0.0.1/crm/contacts'],
    ['plain http elsewhere', 'http://192.0.2.1/crm/contacts'],
    ['no address', 'http://'],
  ])('R62: to %s is not followed', async (_name, location) => {
    const server = await serve((_request, response) => response.writeHead(302, { location }).end())
    const result = await sessionAt(server.origin).session.request(contacts, pageSchema)
    expect(result).toEqual({ ok: false, error: { kind: 'unexpected-response', detail: 'redirected' } })
    expect(server.requests).toHaveLength(1)
  })
})

describe('an address', () => {
  it.each([
    ['http://192.0.2.1'],
    ['http://localhost.example.com'],
    ['http://127.0.0.1.example.com'],
    ['http://10.0.0.1:8080'],
    ['ftp://localhost'],
  ])('R62: %s is never sent a token', async (origin) => {
    const sent: string[] = []
    const { session } = sessionAt(origin, {
      fetch: async (address) => {
        sent.push(address)
        return new Response('{}')
      },
    })
    expect(await session.request(contacts, z.unknown())).toEqual({
      ok: false,
      error: { kind: 'unexpected-response', detail: 'insecure' },
    })
    expect(sent).toEqual([])
  })

  it.each([
    [['contacts', '../owners'], '/contacts/..%2Fowners'],
    [['contacts', '%2e%2e'], '/contacts/%252e%252e'],
    [['contacts', '1/2'], '/contacts/1%2F2'],
    [['contacts', '..\\owners'], '/contacts/..%5Cowners'],
    [['contacts', '.%2e'], '/contacts/.%252e'],
    [['contacts', 'id?archived=true#x'], '/contacts/id%3Farchived%3Dtrue%23x'],
    [['contacts', 'Zoë 日本 😀'], '/contacts/Zo%C3%AB%20%E6%97%A5%E6%9C%AC%20%F0%9F%98%80'],
    [['contacts', 'a\r\nx: y'], '/contacts/a%0D%0Ax%3A%20y'],
  ])('of the segments %j arrives as %s', async (path, target) => {
    const server = await serve((_request, response) => response.writeHead(200, json).end('{}'))
    await sessionAt(server.origin).session.request({ method: 'GET', path }, z.unknown())
    expect(server.requests.map((request) => request.target)).toEqual([target])
  })

  it.each([[['contacts', '..']], [['contacts', '.']], [['contacts', '']], [['contacts', '\ud800']]])(
    'of the segments %j is not asked for',
    async (path) => {
      const server = await serve((_request, response) => response.writeHead(200, json).end('{}'))
      const result = await sessionAt(server.origin).session.request({ method: 'DELETE', path }, z.unknown())
      expect(result).toEqual({ ok: false, error: { kind: 'invalid-request', detail: 'path' } })
      expect(server.requests).toHaveLength(0)
    },
  )
})

describe('no provider at the other end', () => {
  it('R66: a refused connection is offline', async () => {
    const server = await startLoopbackServer(() => undefined)
    await server.close()
    const { session, reachability } = sessionAt(server.origin)
    expect(await session.request({ ...contacts, method: 'POST' }, z.unknown())).toEqual({
      ok: false,
      error: { kind: 'offline' },
    })
    expect(reachability).toEqual(['offline'])
  })

  it('R66: a name that does not resolve is offline', async () => {
    const notFound = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    const { session, reachability } = sessionAt('https://api.hubapi.example', {
      fetch: () => Promise.reject(new TypeError('fetch failed', { cause: notFound })),
    })
    expect(await session.request({ ...contacts, method: 'POST' }, z.unknown())).toMatchObject({
      error: { kind: 'offline' },
    })
    expect(reachability).toEqual(['offline'])
  })

  it.each([407, 511])(
    'R66: a proxy or portal that answers %i is offline, and no token is renewed',
    async (status) => {
      const server = await serve((_request, response) => response.writeHead(status).end('<html>'))
      let renewals = 0
      const { session, reachability } = sessionAt(server.origin, {
        tokens: {
          current: () => Promise.resolve({ ok: true, value: accessToken }),
          renew: () => {
            renewals += 1
            return Promise.resolve({ ok: true, value: accessToken })
          },
        },
      })
      // Node's fetch gives a 407 up as a failed connection (fetch.spec.whatwg.org, "HTTP-network-or-cache fetch"), of
      // which nobody can say whether the request had arrived.
      const kind = status === 407 ? 'reply-lost' : 'offline'
      expect(await session.request({ ...contacts, method: 'POST' }, z.unknown())).toMatchObject({
        error: { kind },
      })
      expect(await session.request(contacts, z.unknown())).toMatchObject({ error: { kind: 'offline' } })
      expect(reachability).toEqual(expect.arrayContaining(['offline']))
      expect(reachability).not.toContain('online')
      expect(renewals).toBe(0)
    },
  )

  it('nothing is sent and no token is asked for while the user works offline', async () => {
    const server = await serve((_request, response) => response.writeHead(200, json).end('{}'))
    const { session } = sessionAt(server.origin, {
      isWorkingOffline: () => true,
      tokens: {
        current: () => Promise.reject(new Error('asked for a token')),
        renew: () => Promise.reject(new Error('asked for a token')),
      },
    })
    expect(await session.request(contacts, z.unknown())).toEqual({
      ok: false,
      error: { kind: 'working-offline' },
    })
    expect(server.requests).toHaveLength(0)
  })
})

describe('the log of a call', () => {
  it('R24: says what was called and what came of it, without token, query, body or whose record it was', async () => {
    const server = await serve((_request, response) =>
      response
        .writeHead(404, { ...json, 'x-hubspot-correlation-id': '0b9c-77' })
        .end('{"message":"private words"}'),
    )
    const { session, lines } = sessionAt(server.origin)
    await session.request(
      {
        method: 'PATCH',
        path: ['crm', 'contacts', 'ada@example.com'],
        query: { q: 'private' },
        json: { n: 'private' },
      },
      z.unknown(),
    )
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      event: 'http.request',
      method: 'PATCH',
      path: '/crm/contacts/{id}',
      status: 404,
      correlation: '0b9c-77',
    })
    expect(lines.join()).not.toMatch(/ada@example|private|access-token-of-the-test/)
  })
})
