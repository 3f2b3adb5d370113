import { createServer } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished, describe, expect, it } from 'vitest'
import { hashOf, newToken } from '../../src/main/local-api/token.ts'
import { ask, bearer, listeningApi } from '../support/local-api.ts'

describe('the local API', () => {
  it('answers whoever has the token, at each name of this computer and on both address families', async () => {
    const { port, token } = await listeningApi()
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
      for (const address of ['127.0.0.1', '::1'] as const) {
        const answer = await ask(port, { headers: { host, ...bearer(token) }, address })
        expect([answer.status, JSON.parse(answer.text)]).toEqual([
          200,
          { status: 'locked', version: '0.0.0' },
        ])
      }
  })

  it.each([
    ['no token', {}],
    ['a wrong token', bearer(newToken())],
    ['an empty one', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Basic dG9rZW4=' }],
    ['a token of another length', bearer('a')],
  ])('refuses %s', async (_what, headers) => {
    const { port } = await listeningApi()
    for (const path of ['/health', '/openapi.json', '/nowhere']) {
      const answer = await ask(port, { path, headers })
      expect([answer.status, JSON.parse(answer.text)]).toEqual([
        401,
        expect.objectContaining({ error: 'no-token' }),
      ])
    }
  })

  it.each([
    ['evil.example'],
    ['localhost.evil.example'],
    ['localhost'],
    ['localhost:1'],
    ['127.0.0.2'],
    ['LOCALHOST.'],
  ])('R07: refuses the Host %s, which is how DNS rebinding arrives', async (host) => {
    const { port, token } = await listeningApi()
    const answer = await ask(port, { headers: { ...bearer(token), host } })
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      421,
      expect.objectContaining({ error: 'wrong-host' }),
    ])
  })

  it.each(['/%', '/integrations/%zz/oauth2callback', `/integrations/${'a'.repeat(101)}/load`])(
    'R07: guards an address that is none as any other: %s',
    async (path) => {
      const { port, token } = await listeningApi()
      const asked = async (headers: Record<string, string>) => {
        const { status, text, headers: sent } = await ask(port, { path, headers })
        return [status, (JSON.parse(text) as { error: string }).error, sent['cache-control']]
      }
      expect(await asked({ host: `evil.example:${port}` })).toEqual([421, 'wrong-host', 'no-store'])
      expect(await asked({ origin: 'https://evil.example' })).toEqual([403, 'from-a-page', 'no-store'])
      expect(await asked({})).toEqual([401, 'no-token', 'no-store'])
      expect(await asked({ authorization: `Bearer ${token}` })).toEqual([404, 'no-such-route', 'no-store'])
    },
  )

  it('refuses evil.example with the right port, and two Host headers', async () => {
    const { port, token } = await listeningApi()
    const evil = await ask(port, { headers: { ...bearer(token), host: `evil.example:${port}` } })
    expect(evil.status).toBe(421)
    const twice = await raw(
      port,
      `GET /health HTTP/1.1\r\nHost: localhost:${port}\r\nHost: localhost:${port}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
    )
    expect(twice).toMatch(/^HTTP\/1\.1 4\d\d /)
  })

  it.each([
    ['an origin', { origin: 'https://evil.example' }],
    ['the origin null', { origin: 'null' }],
    ['an own origin', { origin: 'http://localhost' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['the same site', { 'sec-fetch-site': 'same-site' }],
    ['the same origin', { 'sec-fetch-site': 'same-origin' }],
  ])('refuses a page of a browser, with its token too: %s', async (_what, headers) => {
    const { port, token } = await listeningApi()
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const answer = await ask(port, {
        method,
        headers: { ...bearer(token), ...headers, 'access-control-request-method': 'POST' },
      })
      expect([answer.status, JSON.parse(answer.text)]).toEqual([
        403,
        expect.objectContaining({ error: 'from-a-page' }),
      ])
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  })

  it('answers the address bar of a browser, but no page', async () => {
    const { port, token } = await listeningApi()
    const answer = await ask(port, { headers: { ...bearer(token), 'sec-fetch-site': 'none' } })
    expect(answer.status).toBe(200)
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  })

  it.each([
    ['a file', '--b\r\nContent-Disposition: form-data; name="user_id"; filename="x"\r\n\r\nhi\r\n'],
    [
      'more fields than any route has',
      '--b\r\nContent-Disposition: form-data; name="f"\r\n\r\nhi\r\n'.repeat(25),
    ],
    ['a field named __proto__', '--b\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nhi\r\n'],
  ])('R28: refuses %s, and does not call it too large', async (_what, parts) => {
    const { port, token } = await listeningApi()
    const body = `${parts}--b--\r\n`
    const answer = await ask(port, {
      method: 'POST',
      path: '/integrations/hubspot/credentials',
      headers: {
        ...bearer(token),
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': body.length,
      },
      body,
    })
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      400,
      expect.objectContaining({ error: 'unreadable' }),
    ])
  })

  it.each([
    ['without an end', '--x\r\ncontent-disposition: form-data; name="user_id"\r\n\r\nAna'],
    ['without a part', '--x\r\n'],
    ['of another boundary', '--y\r\ncontent-disposition: form-data; name="user_id"\r\n\r\nAna\r\n--y--\r\n'],
  ])('calls a form %s unreadable, and no defect of its own', async (_what, body) => {
    const { port, token } = await listeningApi()
    const answer = await ask(port, {
      ...{ method: 'POST', path: '/integrations/hubspot/credentials', body },
      headers: { ...bearer(token), 'content-type': 'multipart/form-data; boundary=x' },
    })
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      400,
      expect.objectContaining({ error: 'unreadable' }),
    ])
  })

  it('R60: refuses a body of 10 MB, in whatever form it comes, and goes on', async () => {
    const { port, token } = await listeningApi()
    const body = Buffer.alloc(10 * 1024 * 1024, 'a')
    for (const type of [
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=b',
      'text/plain',
    ]) {
      const answer = await ask(port, {
        method: 'POST',
        path: '/integrations/hubspot/credentials',
        headers: { ...bearer(token), 'content-type': type, 'content-length': body.length },
        body,
      })
      expect([answer.status, JSON.parse(answer.text)]).toEqual([
        413,
        expect.objectContaining({ error: 'too-large' }),
      ])
    }
    const unmeasured = await ask(port, {
      method: 'POST',
      path: '/integrations/hubspot/credentials',
      headers: {
        ...bearer(token),
        'content-type': 'multipart/form-data; boundary=b',
        'transfer-encoding': 'chunked',
      },
      body: 'a',
    })
    expect(unmeasured.status).toBe(411)
    expect((await ask(port, { headers: bearer(token) })).status).toBe(200)
  })

  it('answers 1,000 requests in a second with 429, and goes on a second later', async () => {
    const { port, token } = await listeningApi()
    const many = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const statuses: number[] = []
        for (let at = 0; at < 50; at += 1) statuses.push((await ask(port, { headers: bearer(token) })).status)
        return statuses
      }),
    )
    const statuses = many.flat()
    const refused = statuses.filter((status) => status === 429).length
    expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([])
    expect(refused).toBeGreaterThan(0)
    const limited = await ask(port, { headers: bearer(token) })
    if (limited.status === 429) expect(limited.headers['retry-after']).toBe('1')
    await wait(1_100)
    expect((await ask(port, { headers: bearer(token) })).status).toBe(200)
  })

  it('does not let a flood without a token use up what is there for those who have one', async () => {
    const { port, token } = await listeningApi()
    const flood = await Promise.all(Array.from({ length: 60 }, () => ask(port)))
    expect(flood.some(({ status }) => status === 429)).toBe(true)
    expect((await ask(port, { headers: bearer(token) })).status).toBe(200)
  })

  it(
    'R08: drops slow requests after five seconds and answers others meanwhile',
    { timeout: 20_000 },
    async () => {
      const { port, token } = await listeningApi()
      const slow = Array.from({ length: 50 }, () => {
        const socket = connect(port, '127.0.0.1')
        socket.on('error', () => undefined)
        socket.resume()
        socket.write('GET /health HTTP/1.1\r\nHost: ')
        return new Promise((resolve) => socket.on('close', resolve))
      })
      expect((await ask(port, { headers: bearer(token) })).status).toBe(200)
      await Promise.race([Promise.all(slow), wait(8_000).then(() => Promise.reject(new Error('still open')))])
    },
  )

  it('lets nobody in with a token that was replaced or revoked', async () => {
    const { server, port, token } = await listeningApi()
    const next = newToken()
    expect(await server.listen({ port, tokenHash: hashOf(next) })).toBe(true)
    expect((await ask(port, { headers: bearer(token) })).status).toBe(401)
    expect((await ask(port, { headers: bearer(next) })).status).toBe(200)
    await server.listen(null)
    await expect(ask(port, { headers: bearer(next) })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it.each(['127.0.0.1', '::1'])(
    'R06: says that the port is taken where another program has it on %s',
    async (host) => {
      const { server, port } = await listeningApi()
      await server.listen(null)
      const other = createServer()
      await new Promise<void>((resolve) => other.listen({ host, port, ipv6Only: host === '::1' }, resolve))
      onTestFinished(() => void other.close())
      expect(await server.listen({ port, tokenHash: hashOf(newToken()) })).toBe(false)
    },
  )

  it('R05: cannot be reached under any other address of this computer', async () => {
    const { port } = await listeningApi()
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    for (const host of [...others.map(({ address }) => address), '127.0.0.2']) {
      const outcome = await new Promise((resolve) => {
        const socket = connect({ host, port, timeout: 3_000 })
        socket.on('connect', () => resolve('connected'))
        socket.on('timeout', () => resolve('no answer'))
        socket.on('error', () => resolve('refused'))
        onTestFinished(() => void socket.destroy())
      })
      expect([host, outcome]).not.toEqual([host, 'connected'])
    }
  })

  it('tells nothing of a token or a body in the log', async () => {
    const { port, token, lines } = await listeningApi()
    await ask(port, { headers: bearer(token) })
    await ask(port, { headers: bearer('another-token-of-somebody') })
    expect(lines.join('\n')).not.toContain(token)
    expect(lines.join('\n')).not.toContain('another-token-of-somebody')
  })
})

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', (part: string) => (answer += part))
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
    socket.write(text)
  })
}
