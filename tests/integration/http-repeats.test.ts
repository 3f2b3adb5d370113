import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { ProviderCall } from '../../src/main/providers/provider.ts'
import { createDeferred } from '../support/deferred.ts'
import { answerJson, startLoopbackServer, type LoopbackServer } from '../support/loopback-server.ts'
import { sessionAt } from '../support/session-at.ts'

const servers: LoopbackServer[] = []
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

/** Answers the first requests with these, in turn, and every later one with the last. */
async function serveInTurn(
  ...answers: readonly [...((response: ServerResponse) => void)[], (response: ServerResponse) => void]
): Promise<LoopbackServer> {
  let served = 0
  const server = await startLoopbackServer((_request, response) => {
    answers[Math.min(served++, answers.length - 1)]?.(response)
  })
  servers.push(server)
  return server
}

const fine = (response: ServerResponse): void => answerJson(response, 200, { ok: true })
const failing = (status: number) => (response: ServerResponse) =>
  answerJson(response, status, { message: 'no' })
const limited = (retryAfter: string) => (response: ServerResponse) => {
  response.setHeader('retry-after', retryAfter)
  answerJson(response, 429, { category: 'RATE_LIMITS', policyName: 'TEN_SECONDLY_ROLLING' })
}
const cut = (response: ServerResponse): void => void response.destroy()

const read: ProviderCall = { method: 'GET', path: ['crm', 'contacts'] }
const writes: ProviderCall[] = (['POST', 'PATCH', 'PUT', 'DELETE'] as const).map((method) => ({
  method,
  path: ['crm', 'contacts', '1'],
  ...(method === 'DELETE' ? {} : { json: { name: 'x' } }),
}))

describe('a provider that fails for the moment', () => {
  it.each([502, 503, 504])('R57: is asked a second time after %i', async (status) => {
    const server = await serveInTurn(failing(status), fine)
    const { session, waits } = sessionAt(server.origin)
    expect(await session.request(read, z.unknown())).toEqual({ ok: true, value: { ok: true } })
    expect(server.requests).toHaveLength(2)
    expect(waits).toHaveLength(1)
    expect(waits[0]).toBeGreaterThanOrEqual(150)
    expect(waits[0]).toBeLessThan(450)
  })

  it.each([502, 503, 504])('R57: is given up after three tries at %i', async (status) => {
    const server = await serveInTurn(failing(status))
    const { session, waits } = sessionAt(server.origin)
    expect(await session.request(read, z.unknown())).toEqual({
      ok: false,
      error: { kind: 'provider-down', status },
    })
    expect(server.requests.map(({ method, target }) => `${method} ${target}`)).toEqual(
      Array(3).fill('GET /crm/contacts'),
    )
    expect(waits).toHaveLength(2)
  })

  it('R57: is asked again for a read after a connection that broke', async () => {
    const server = await serveInTurn(cut, fine)
    const { session, reachability } = sessionAt(server.origin)
    expect(await session.request(read, z.unknown())).toMatchObject({ ok: true })
    expect(server.requests).toHaveLength(2)
    expect(reachability).toEqual(['offline', 'online'])
  })

  it.each(writes)('R57: gets a $method once, whatever becomes of it', async (call) => {
    for (const [answer, kind] of [
      [failing(502), 'provider-down'],
      [failing(503), 'provider-down'],
      [failing(504), 'provider-down'],
      [cut, 'offline'],
    ] as const) {
      const server = await serveInTurn(answer, fine)
      expect(await sessionAt(server.origin).session.request(call, z.unknown())).toMatchObject({
        ok: false,
        error: { kind },
      })
      expect(server.requests.map(({ method }) => method)).toEqual([call.method])
    }
  })

  it('R57: is not asked again once the caller gave up, or works offline', async () => {
    const server = await serveInTurn(failing(503))
    const controller = new AbortController()
    const cancelled = sessionAt(server.origin, {
      wait: () => {
        controller.abort()
        return Promise.resolve()
      },
    })
    expect(await cancelled.session.request({ ...read, signal: controller.signal }, z.unknown())).toEqual({
      ok: false,
      error: { kind: 'cancelled' },
    })
    expect(server.requests).toHaveLength(1)

    let isWorkingOffline = false
    const switchedOff = sessionAt(server.origin, {
      isWorkingOffline: () => isWorkingOffline,
      wait: () => {
        isWorkingOffline = true
        return Promise.resolve()
      },
    })
    expect(await switchedOff.session.request(read, z.unknown())).toEqual({
      ok: false,
      error: { kind: 'working-offline' },
    })
    expect(server.requests).toHaveLength(2)
  })
})

/** A wait that lets the even clock run ahead instead of waiting. */
function leap(waits: number[]): (ms: number) => Promise<void> {
  vi.useFakeTimers({ toFake: ['performance'] })
  return async (ms) => {
    waits.push(ms)
    vi.advanceTimersByTime(ms)
  }
}

describe('a provider that asks to slow down', () => {
  it.each([
    ['3', 3_000],
    ['Sat, 21 Nov 2026 12:00:04 GMT', 4_000],
    ['garbage', 10_000],
    ['0', 300],
  ])('R56: is left alone as long as "%s" says', async (retryAfter, leastMs) => {
    const server = await serveInTurn(limited(retryAfter), fine)
    const waits: number[] = []
    const { session } = sessionAt(server.origin, {
      wait: leap(waits),
      now: () => Date.parse('2026-11-21T12:00:00Z'),
    })
    expect(await session.request(read, z.unknown())).toMatchObject({ ok: true })
    const [first = 0, second = 0] = server.requests.map(({ atMs }) => atMs)
    expect(second - first).toBeGreaterThanOrEqual(leastMs)
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(leastMs + 1_000)
  })

  it.each([
    ['3600', 3_600_000],
    ['999999999999999999999', 86_400_000],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 86_400_000],
  ])('R56: is not waited for when "%s" is too long: the user is told', async (retryAfter, retryAfterMs) => {
    const server = await serveInTurn(limited(retryAfter), fine)
    const { session, waits } = sessionAt(server.origin)
    expect(await session.request(read, z.unknown())).toEqual({
      ok: false,
      error: { kind: 'rate-limited', retryAfterMs },
    })
    expect(waits).toEqual([])
    expect(server.requests).toHaveLength(1)
  })

  it('R56: is given up after six tries', async () => {
    const server = await serveInTurn(limited('1'))
    const { session } = sessionAt(server.origin, { wait: leap([]) })
    expect(await session.request(read, z.unknown())).toEqual({
      ok: false,
      error: { kind: 'rate-limited', retryAfterMs: 1_000 },
    })
    expect(server.requests).toHaveLength(6)
  })

  it('R56: gets a write again, because a 429 says that nothing was done', async () => {
    const server = await serveInTurn(limited('1'), fine)
    const { session } = sessionAt(server.origin, { wait: leap([]) })
    expect(await session.request({ ...read, method: 'POST', json: { n: 1 } }, z.unknown())).toMatchObject({
      ok: true,
    })
    expect(server.requests.map(({ body }) => body)).toEqual(['{"n":1}', '{"n":1}'])
  })

  it('R56: makes one queue of all calls: nobody else goes on meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const server = await serveInTurn(limited('5'), fine)
    const turn = createDeferred<undefined>()
    let waiting = 0
    const { session } = sessionAt(server.origin, {
      wait: () => {
        waiting += 1
        return turn.promise
      },
    })
    const first = session.request(read, z.unknown())
    await vi.waitUntil(() => waiting === 1, 10_000)
    const others = writes.map((call) => session.request(call, z.unknown()))
    await vi.waitUntil(() => waiting === 1 + others.length, 10_000)
    expect(server.requests).toHaveLength(1)

    vi.advanceTimersByTime(6_000)
    turn.resolve(undefined)
    const results = await Promise.all([first, ...others])
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(server.requests).toHaveLength(2 + others.length)
  })

  it('R56: lets the caller give up while it waits', async () => {
    const server = await serveInTurn(limited('10'))
    const controller = new AbortController()
    const { session, waits } = sessionAt(server.origin, { longestWaitMs: 60_000 })
    const result = session.request({ ...read, signal: controller.signal }, z.unknown())
    await vi.waitUntil(() => waits.length === 1, 10_000)
    controller.abort()
    expect(await result).toEqual({ ok: false, error: { kind: 'cancelled' } })
    expect(server.requests).toHaveLength(1)
  })
})
