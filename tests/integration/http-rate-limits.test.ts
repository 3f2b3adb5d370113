import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { notion } from '../../src/main/providers/notion/index.ts'
import type { ProviderCall } from '../../src/main/providers/provider.ts'
import { atNoon, leapingAt, limited, noonMs } from '../support/leaping-session.ts'
import { failing, fine, serveInTurn } from '../support/serve-in-turn.ts'
import { sessionAt } from '../support/session-at.ts'

const read: ProviderCall = { method: 'GET', path: ['crm', 'contacts'] }
const search: ProviderCall = {
  method: 'POST',
  path: ['crm', 'objects', '2026-09', 'contacts', 'search'],
  isRead: true,
}
const write: ProviderCall = { method: 'POST', path: ['crm', 'contacts'], json: { n: 1 } }

describe('a provider that asks to slow down', () => {
  it.each([
    ['seconds', { 'retry-after': '3' }, 3_000],
    ['seconds with blanks', { 'retry-after': ' 3 ' }, 3_000],
    ['a date', { ...atNoon, 'retry-after': 'Sat, 21 Nov 2026 12:00:04 GMT' }, 4_000],
    ['a date of the older form', { ...atNoon, 'retry-after': 'Saturday, 21-Nov-26 12:00:04 GMT' }, 4_000],
    [
      'a date by a clock that is a day off',
      { date: 'Sun, 22 Nov 2026 12:00:00 GMT', 'retry-after': 'Sun, 22 Nov 2026 12:00:04 GMT' },
      4_000,
    ],
    ['a date that is over', { ...atNoon, 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT' }, 300],
    ['nothing to wait', { 'retry-after': '0' }, 300],
    ['garbage', { 'retry-after': 'garbage' }, 10_000],
    ['a negative number', { 'retry-after': '-5' }, 10_000],
    ['a fraction', { 'retry-after': '1.5' }, 10_000],
    ['two numbers', { 'retry-after': '3, 5' }, 10_000],
    ['nothing', {}, 10_000],
  ] as const)('R56: is left alone as long as it says: %s', async (_what, headers, leastMs) => {
    const server = await serveInTurn(limited(headers), fine)
    const { session, waitedMs } = leapingAt(server)
    expect(await session.request(read, z.unknown())).toMatchObject({ ok: true })
    expect(server.requests).toHaveLength(2)
    expect(waitedMs()).toBeGreaterThanOrEqual(leastMs - 20)
    expect(waitedMs()).toBeLessThan(leastMs + 1_000)
  })

  it.each([
    ['3600', 3_600_000],
    ['999999999999999999999', 86_400_000],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 86_400_000],
  ])('R56: is not waited for when "%s" is too long: the user is told', async (retryAfter, retryAfterMs) => {
    const server = await serveInTurn(limited({ 'retry-after': retryAfter }), fine)
    const { session, clock } = leapingAt(server)
    for (const on of [session, session.background]) {
      const result = await on.request(read, z.unknown())
      expect(result).toMatchObject({ ok: false, error: { kind: 'rate-limited' } })
      const leftMs = !result.ok && result.error.kind === 'rate-limited' ? result.error.retryAfterMs : 0
      expect(Math.abs(leftMs - retryAfterMs)).toBeLessThan(10_000)
    }
    expect(clock.waits).toEqual([])
    expect(server.requests).toHaveLength(1)
  })

  it('R56: says the time that it was told, to the millisecond', async () => {
    const server = await serveInTurn(limited({ 'retry-after': '3600' }))
    expect(await leapingAt(server).session.request(read, z.unknown())).toEqual({
      ok: false,
      error: { kind: 'rate-limited', retryAfterMs: 3_600_000 },
    })
  })

  it('R56: is waited for a minute and a half by background work, and not by a user', async () => {
    const body = { code: 'rate_limited', additional_data: { retry_after: '90' } }
    const server = await serveInTurn(limited({}, body), fine)
    const { session, waitedMs } = leapingAt(server, { provider: notion })
    expect(await session.background.request(read, z.unknown())).toMatchObject({ ok: true })
    expect(waitedMs()).toBeGreaterThanOrEqual(89_000)

    const other = await serveInTurn(limited({}, body), fine)
    expect(await leapingAt(other, { provider: notion }).session.request(read, z.unknown())).toEqual({
      ok: false,
      error: { kind: 'rate-limited', retryAfterMs: 90_000 },
    })
  })

  it('R56: is given up after six tries of a user and ten of background work', async () => {
    const server = await serveInTurn(limited({ 'retry-after': '1' }))
    expect(await leapingAt(server).session.request(read, z.unknown())).toEqual({
      ok: false,
      error: { kind: 'rate-limited', retryAfterMs: 1_000 },
    })
    expect(server.requests).toHaveLength(6)
    const other = await serveInTurn(limited({ 'retry-after': '1' }))
    expect(await leapingAt(other).session.background.request(read, z.unknown())).toMatchObject({ ok: false })
    expect(other.requests).toHaveLength(10)
  })

  it('R56: gets a write again, because a 429 says that nothing was done', async () => {
    const server = await serveInTurn(limited({ 'retry-after': '1' }), fine)
    expect(await leapingAt(server).session.request(write, z.unknown())).toMatchObject({ ok: true })
    expect(server.requests.map(({ body }) => body)).toEqual(['{"n":1}', '{"n":1}'])
  })

  it('R56: makes one queue of all calls: nobody goes on meanwhile, and then one goes ahead', async () => {
    const server = await serveInTurn(limited({ 'retry-after': '1' }), fine)
    const { session } = sessionAt(server.origin, {
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      random: () => 0,
      clockMs: () => performance.now(),
    })
    const first = session.request(read, z.unknown())
    await vi.waitUntil(() => session.limits()[0]?.waitingUntilMs != null, 10_000)
    const others = Array.from({ length: 8 }, (_, at) =>
      (at % 2 === 0 ? session : session.background).request(write, z.unknown()),
    )
    expect(server.requests).toHaveLength(1)
    const results = await Promise.all([first, ...others])
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(server.requests).toHaveLength(10)
    const [refused = 0, knock = 0, ...rest] = server.requests.map(({ atMs }) => atMs)
    expect(knock - refused).toBeGreaterThanOrEqual(980)
    expect(rest.every((atMs) => atMs >= knock)).toBe(true)
    // The user's calls come first, in their order; the one that was refused has kept its place.
    expect(server.requests[1]?.method).toBe('GET')
  })

  it('R56: lets the caller give up while it waits', async () => {
    const server = await serveInTurn(limited({ 'retry-after': '10' }))
    const controller = new AbortController()
    const { session, waits } = sessionAt(server.origin, { longestWaitMs: 60_000 })
    const result = session.request({ ...read, signal: controller.signal }, z.unknown())
    await vi.waitUntil(() => waits.length === 1, 10_000)
    controller.abort()
    expect(await result).toEqual({ ok: false, error: { kind: 'cancelled' } })
    expect(server.requests).toHaveLength(1)
  })

  it('R56: in its searches goes on with everything else', async () => {
    const secondly = { errorType: 'RATE_LIMIT', policyName: 'SECONDLY' }
    const server = await serveInTurn(limited({ 'retry-after': '3600' }, secondly), fine)
    const { session } = leapingAt(server)
    expect(await session.request(search, z.unknown())).toMatchObject({ ok: false })
    expect(await session.request(read, z.unknown())).toMatchObject({ ok: true })
    expect(await session.request(search, z.unknown())).toMatchObject({
      ok: false,
      error: { kind: 'rate-limited' },
    })
    expect(server.requests).toHaveLength(2)
  })

  it('R56: because it is down, is left alone by the others as well', async () => {
    const server = await serveInTurn(failing(503, {}, { 'retry-after': '60' }), fine)
    const { session, clock } = leapingAt(server)
    expect(await session.request(write, z.unknown())).toMatchObject({ error: { kind: 'provider-down' } })
    expect(await session.request(read, z.unknown())).toMatchObject({ error: { kind: 'rate-limited' } })
    expect(server.requests).toHaveLength(1)
    clock.leap(61_000)
    expect(await session.request(read, z.unknown())).toMatchObject({ ok: true })
  })

  it('R56: is not asked at all by a user who works offline by then', async () => {
    let isWorkingOffline = false
    const server = await serveInTurn(limited({ 'retry-after': '1' }), fine)
    const { session } = sessionAt(server.origin, {
      isWorkingOffline: () => isWorkingOffline,
      wait: async () => {
        isWorkingOffline = true
        await new Promise((resolve) => setTimeout(resolve, 1_400))
      },
      clockMs: () => performance.now(),
    })
    expect(await session.request(read, z.unknown())).toEqual({
      ok: false,
      error: { kind: 'working-offline' },
    })
    expect(server.requests).toHaveLength(1)
  })
})

describe('a session', () => {
  it('tells of every request before it is sent, repeats included, and of none that is not', async () => {
    const server = await serveInTurn(failing(503), fine)
    const { session, calls } = leapingAt(server)
    await session.request(read, z.unknown())
    await session.background.request(search, z.unknown())
    await session.request({ ...read, signal: AbortSignal.abort() }, z.unknown())
    expect(calls()).toBe(3)
  })

  it('knows the provider’s clock from its replies, those of failures as well', async () => {
    const server = await serveInTurn(failing(404, {}, { date: 'Sun, 22 Nov 2026 12:00:00 GMT' }))
    const { session, clock } = leapingAt(server)
    expect(Math.abs(session.serverNowMs() - noonMs)).toBeLessThan(5_000)
    await session.request(read, z.unknown())
    clock.leap(60_000)
    const aheadMs = session.background.serverNowMs() - Date.parse('2026-11-22T12:01:00Z')
    expect(aheadMs).toBeGreaterThanOrEqual(0)
    expect(aheadMs).toBeLessThan(10_000)
  })
})
