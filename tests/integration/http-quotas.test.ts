import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { airtable } from '../../src/main/providers/airtable/index.ts'
import type { ProviderCall } from '../../src/main/providers/provider.ts'
import { atNoon, leapingAt, limited } from '../support/leaping-session.ts'
import { failing, fine, serveInTurn, type Answering } from '../support/serve-in-turn.ts'

const read: ProviderCall = { method: 'GET', path: ['crm', 'contacts'] }
const search: ProviderCall = {
  method: 'POST',
  path: ['crm', 'objects', '2026-09', 'contacts', 'search'],
  isRead: true,
}
const write: ProviderCall = { method: 'POST', path: ['crm', 'contacts'], json: { n: 1 } }

describe('an account that is moved', () => {
  const moved = (retryAfter: string): Answering => failing(477, {}, { 'retry-after': retryAfter })

  it('B7(5): with Retry-After on 477 is waited for in the background, up to two minutes', async () => {
    const server = await serveInTurn(moved('110'), fine)
    const { session, waitedMs } = leapingAt(server)
    expect(await session.background.request(read, z.unknown())).toMatchObject({ ok: true })
    expect(waitedMs()).toBeGreaterThanOrEqual(109_000)
    expect(server.requests).toHaveLength(2)
  })

  it('B7(5): with a longer Retry-After on 477 ends every call with the time, and is not asked until then', async () => {
    const server = await serveInTurn(moved('86400'), fine)
    const { session, clock } = leapingAt(server)
    expect(await session.background.request(read, z.unknown())).toEqual({
      ok: false,
      error: { kind: 'rate-limited', retryAfterMs: 86_400_000 },
    })
    for (const call of [read, search, write]) {
      expect(await session.request(call, z.unknown())).toMatchObject({ error: { kind: 'rate-limited' } })
    }
    expect(server.requests).toHaveLength(1)
    clock.leap(86_400_000)
    expect(await session.request(search, z.unknown())).toMatchObject({ ok: true })
  })

  it('gets no write again: nobody says that nothing was done', async () => {
    const server = await serveInTurn(moved('1'), fine)
    expect(await leapingAt(server).session.background.request(write, z.unknown())).toMatchObject({
      ok: false,
    })
    expect(server.requests).toHaveLength(1)
  })
})

describe('a quota that is spent', () => {
  const daily = limited(atNoon, { errorType: 'RATE_LIMIT', policyName: 'DAILY' })

  it('B7(5): DAILY stops all calls until midnight where the account is', async () => {
    const server = await serveInTurn(daily, fine)
    const { session, clock } = leapingAt(server, { timeZone: 'America/Los_Angeles' })
    const untilMs = Date.parse('2026-11-22T08:00:00Z')
    const spent = { ok: false, error: { kind: 'quota-spent', period: 'day', untilMs } }
    expect(await session.background.request(read, z.unknown())).toEqual(spent)
    for (const on of [session, session.background]) {
      for (const call of [read, search, write]) expect(await on.request(call, z.unknown())).toEqual(spent)
    }
    expect(session.quotas()).toEqual([{ period: 'day', untilMs }])
    clock.leap(19 * 3_600_000)
    expect(await session.request(read, z.unknown())).toEqual(spent)
    expect(server.requests).toHaveLength(1)
    expect(clock.waits).toEqual([])
    clock.leap(3_600_000)
    expect(await session.request(read, z.unknown())).toMatchObject({ ok: true })
    expect(session.quotas()).toEqual([])
  })

  it('B7(5): DAILY in an account whose midnight nobody knows is looked at after an hour', async () => {
    const server = await serveInTurn(daily, fine)
    const { session, clock } = leapingAt(server)
    const spent = { ok: false, error: { kind: 'quota-spent', period: 'day', untilMs: null } }
    expect(await session.request(read, z.unknown())).toEqual(spent)
    clock.leap(3_500_000)
    expect(await session.request(read, z.unknown())).toEqual(spent)
    expect(server.requests).toHaveLength(1)
    clock.leap(200_000)
    expect(await session.request(read, z.unknown())).toMatchObject({ ok: true })
  })

  it('of a month stops the records of Airtable, and not what is below /v0/meta', async () => {
    const body = { error: { type: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED' } }
    const server = await serveInTurn(limited(atNoon, body), fine)
    const { session, calls } = leapingAt(server, { provider: airtable })
    const records: ProviderCall = { method: 'GET', path: ['v0', 'appLkNDICXNqxSDhG', 'tbl1'] }
    const schema: ProviderCall = {
      method: 'GET',
      path: ['v0', 'meta', 'bases', 'appLkNDICXNqxSDhG', 'tables'],
    }
    const untilMs = Date.parse('2026-12-01T00:00:00Z')
    const spent = { ok: false, error: { kind: 'quota-spent', period: 'month', untilMs } }
    expect(await session.request(records, z.unknown())).toEqual(spent)
    expect(await session.request(records, z.unknown())).toEqual(spent)
    expect(await session.request(schema, z.unknown())).toMatchObject({ ok: true })
    // The second question for records was not sent.
    expect(calls()).toBe(2)
  })
})
