import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { ProviderCall } from '../../src/main/providers/provider.ts'
import { startLoopbackServer, type LoopbackServer } from '../support/loopback-server.ts'
import { sessionAt } from '../support/session-at.ts'

const deadlineMs = 250
/** Far less than the app's half minute: a call that ignores its deadline does not pass. */
const tooLongMs = 5_000

const servers: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function serve(answer: (response: ServerResponse) => void): Promise<LoopbackServer> {
  const server = await startLoopbackServer((_request, response) => answer(response))
  servers.push(server)
  return server
}

/** Takes connections and never says a word on them. */
async function serveSilence(): Promise<{ port: number }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    // The other side hangs up, that is the point.
    socket.on('error', () => socket.destroy())
    socket.resume()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  servers.push({
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  })
  return { port: (server.address() as AddressInfo).port }
}

const call: ProviderCall = { method: 'GET', path: ['crm', 'contacts'] }
const stall = (): void => undefined
const stallAfterFirstByte = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{')
}
const stallAfterHead = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '10' }).flushHeaders()
}
const drip = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('[')
  const timer = setInterval(() => response.write(' '), 20)
  response.on('close', () => clearInterval(timer))
}

describe('the deadline of a call', () => {
  it.each([
    ['R58: that is never answered', stall],
    ['R58: that gets a head and no body', stallAfterHead],
    ['R58: whose answer stops after its first byte', stallAfterFirstByte],
    ['R59: whose answer drips on and on', drip],
  ])('ends one %s, once, and lets the connection go', async (_name, answer) => {
    const server = await serve(answer)
    const startedAtMs = performance.now()
    const { session, reachability } = sessionAt(server.origin, { deadlineMs })
    expect(await session.request(call, z.unknown())).toEqual({ ok: false, error: { kind: 'timed-out' } })
    const tookMs = performance.now() - startedAtMs
    expect(tookMs).toBeGreaterThanOrEqual(deadlineMs - 5)
    expect(tookMs).toBeLessThan(tooLongMs)
    expect(server.requests).toHaveLength(1)
    expect(reachability).toEqual([])
    await vi.waitUntil(async () => (await server.connections()) === 0, 10_000)
  })

  it('R58: ends one whose TLS handshake is never answered', async () => {
    const { port } = await serveSilence()
    const { session } = sessionAt(`https://127.0.0.1:${port}`, { deadlineMs })
    expect(await session.request(call, z.unknown())).toEqual({ ok: false, error: { kind: 'timed-out' } })
  })

  it('R58: holds when the fetch does not listen to its signal', async () => {
    const { session } = sessionAt('https://api.example.com', {
      deadlineMs,
      fetch: () => new Promise(() => undefined),
    })
    expect(await session.request(call, z.unknown())).toEqual({ ok: false, error: { kind: 'timed-out' } })
  })

  it('R59: holds when the body does not listen to it', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(1)),
    })
    const { session } = sessionAt('https://api.example.com', {
      deadlineMs,
      fetch: () => Promise.resolve(new Response(body)),
    })
    expect(await session.request(call, z.unknown())).toEqual({ ok: false, error: { kind: 'timed-out' } })
  })

  it('is none for an answer that came in time', async () => {
    const server = await serve((response) => setTimeout(() => response.end('{}'), 20))
    const { session } = sessionAt(server.origin, { deadlineMs })
    expect(await session.request(call, z.unknown())).toEqual({ ok: true, value: {} })
  })
})

describe('a caller that gives up', () => {
  it.each([
    ['before the answer', stall],
    ['in the middle of the body', drip],
  ])('%s is told so, and the connection is cut', async (_name, answer) => {
    const server = await serve(answer)
    const controller = new AbortController()
    const { session } = sessionAt(server.origin)
    const result = session.request({ ...call, signal: controller.signal }, z.unknown())
    await vi.waitUntil(() => server.requests.length === 1, 10_000)
    controller.abort()
    expect(await result).toEqual({ ok: false, error: { kind: 'cancelled' } })
    await vi.waitUntil(async () => (await server.connections()) === 0, 10_000)
    expect(server.requests).toHaveLength(1)
  })

  it('before the call has sent nothing, nor asked for a token', async () => {
    const server = await serve((response) => response.end('{}'))
    const askedForToken = (): Promise<never> => Promise.reject(new Error('asked for a token'))
    const { session } = sessionAt(server.origin, { tokens: { current: askedForToken, renew: askedForToken } })
    expect(await session.request({ ...call, signal: AbortSignal.abort() }, z.unknown())).toEqual({
      ok: false,
      error: { kind: 'cancelled' },
    })
    expect(server.requests).toHaveLength(0)
  })
})
