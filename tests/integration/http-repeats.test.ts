import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ProviderCall } from '../../src/main/providers/provider.ts'
import { failing, fine, serveInTurn } from '../support/serve-in-turn.ts'
import { sessionAt } from '../support/session-at.ts'

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
    const { session, waits } = sessionAt(server.origin, { random: () => 0.5 })
    expect(await session.request(read, z.unknown())).toEqual({ ok: true, value: { ok: true } })
    expect(server.requests).toHaveLength(2)
    expect(waits).toHaveLength(1)
    expect(waits[0]).toBe(300)
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
      [cut, 'reply-lost'],
    ] as const) {
      const server = await serveInTurn(answer, fine)
      expect(await sessionAt(server.origin).session.request(call, z.unknown())).toMatchObject({
        ok: false,
        error: { kind },
      })
      expect(server.requests.map(({ method }) => method)).toEqual([call.method])
    }
  })

  it('R57: is asked more patiently by work that nobody waits for', async () => {
    const server = await serveInTurn(failing(503))
    const { session, waits } = sessionAt(server.origin, { random: () => 0.5 })
    expect(await session.background.request(read, z.unknown())).toMatchObject({ ok: false })
    expect(server.requests).toHaveLength(6)
    expect(waits).toEqual([300, 600, 1_200, 2_400, 4_800])
  })

  it('R57: is asked once more after 500, and two seconds later for records that are locked', async () => {
    const broken = await serveInTurn(failing(500))
    expect(await sessionAt(broken.origin).session.request(read, z.unknown())).toMatchObject({ ok: false })
    expect(broken.requests).toHaveLength(2)

    const locked = await serveInTurn(failing(423), fine)
    const { session, waits } = sessionAt(locked.origin, { random: () => 0 })
    expect(await session.request(read, z.unknown())).toMatchObject({ ok: true })
    expect(waits).toEqual([2_000])
  })

  it.each([400, 403, 404, 409, 414])('R57: is not asked again after %i', async (status) => {
    const server = await serveInTurn(failing(status), fine)
    expect(await sessionAt(server.origin).session.background.request(read, z.unknown())).toMatchObject({
      ok: false,
    })
    expect(server.requests).toHaveLength(1)
  })

  it('R57: gets ten repeats and a tenth of its calls when everything fails, not three times as many', async () => {
    const server = await serveInTurn(failing(503))
    const { session } = sessionAt(server.origin)
    const results = await Promise.all(Array.from({ length: 60 }, () => session.request(read, z.unknown())))
    expect(results.every((result) => !result.ok && result.error.kind === 'provider-down')).toBe(true)
    expect(server.requests.length).toBeGreaterThan(60)
    expect(server.requests.length).toBeLessThanOrEqual(60 + 10 + 6)
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
