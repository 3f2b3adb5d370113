import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { createAccountSession } from '../../src/main/http/account-session.ts'
import { airtable } from '../../src/main/providers/airtable/index.ts'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'
import { notion } from '../../src/main/providers/notion/index.ts'
import type { Provider, ProviderCall, ProviderSession } from '../../src/main/providers/provider.ts'
import { startProviderInSandbox } from '../../src/main/providers/test-support/provider-in-sandbox.ts'
import type { Sandbox, StartOptions } from '../../src/sandbox/start-sandbox.ts'
import { err, ok } from '../../src/shared/result.ts'
import { createLeapingClock, type LeapingClock } from '../support/leaping-clock.ts'
import { createRecordingLogger } from '../support/recording-logger.ts'
import { accountId } from '../support/session-at.ts'

const send = (address: string, init?: RequestInit): Promise<Response> => fetch(address, init)

interface World {
  readonly sandbox: Sandbox
  readonly session: ProviderSession
  readonly clock: LeapingClock
  /** How many calls were answered with each status. */
  statuses(): Record<number, number>
}

/** A provider at the sandbox with its limits, both on one clock that leaps where somebody would wait. */
async function startLimited(own: Provider, options: StartOptions = {}): Promise<World> {
  const clock = createLeapingClock(Date.parse('2026-11-21T12:00:00Z'))
  const sizes = { contacts: 300, companies: 20, deals: 20, notionPages: 150, airtableRecords: 60 }
  const { sandbox, provider, grant } = await startProviderInSandbox(
    own,
    { ...sizes, limits: true, now: clock.now, tokenTtlSeconds: 100_000, ...options },
    send,
  )
  onTestFinished(() => sandbox.close())
  const session = createAccountSession(
    provider,
    { id: accountId, externalId: 'external-1', uiOrigin: null, timeZone: 'Europe/Lisbon' },
    {
      fetch: clock.fetch,
      tokens: {
        current: () => Promise.resolve(ok(grant.accessToken)),
        renew: () => Promise.resolve(err({ kind: 'reconnect-required', accountId })),
      },
      logger: createRecordingLogger().logger,
      ...{ now: clock.now, clockMs: clock.evenMs, wait: clock.wait },
      isWorkingOffline: () => false,
      onReachability: () => undefined,
    },
  )
  sandbox.requests.clear()
  const statuses = (): Record<number, number> => {
    const counts: Record<number, number> = {}
    for (const { status } of sandbox.requests.entries()) counts[status] = (counts[status] ?? 0) + 1
    return counts
  }
  return { sandbox, session, clock, statuses }
}

const contacts: ProviderCall = {
  method: 'GET',
  path: ['crm', 'objects', '2026-09', 'contacts'],
  query: { limit: '5' },
}
const search: ProviderCall = {
  method: 'POST',
  path: ['crm', 'objects', '2026-09', 'contacts', 'search'],
  json: { filterGroups: [], limit: 1 },
  isRead: true,
}

/** So many chains that share `count` calls, each sending when its last call is over. */
async function inChains(
  session: ProviderSession,
  chains: number,
  count: number,
  callAt: (at: number) => ProviderCall,
): Promise<void> {
  let next = 0
  const chain = async (): Promise<void> => {
    while (next < count) {
      const result = await session.request(callAt(next++), z.unknown())
      if (!result.ok) throw new Error(JSON.stringify([next, result.error]))
    }
  }
  await Promise.all(Array.from({ length: chains }, chain))
}

describe('with the limits of HubSpot', () => {
  it.each([110, 190])(
    'B7(5): %i calls in ten seconds are never exceeded, nor 5 searches a second, whoever sends beside',
    async (tenSecondlyMax) => {
      const { session, sandbox, statuses, clock } = await startLimited(hubspot)
      sandbox.hubspot.behaviour.set({ tenSecondlyMax })
      const startMs = clock.evenMs()
      await Promise.all([
        inChains(session.background, 6, 260, () => contacts),
        inChains(session.background, 2, 40, () => search),
        inChains(session, 2, 20, (at) => (at % 2 === 0 ? contacts : search)),
      ])
      expect(statuses()).toEqual({ 200: 320 })
      const tookMs = clock.evenMs() - startMs
      expect(tookMs).toBeGreaterThan(((260 - tenSecondlyMax) / tenSecondlyMax) * 10_000)
      expect(session.limits()).toMatchObject([
        { name: 'calls', max: tenSecondlyMax, source: 'header' },
        { name: 'searches', max: 5, source: 'published' },
      ])
    },
  )

  it('B7(5): a call of the user overtakes a load that waits', async () => {
    const { session, sandbox } = await startLimited(hubspot)
    const sent = () => sandbox.requests.entries()
    const load = Promise.all(
      Array.from({ length: 150 }, () => session.background.request(contacts, z.unknown())),
    )
    await vi.waitUntil(() => sent().length >= 60, { interval: 0, timeout: 10_000 })
    const before = sent().length
    const click = { ...contacts, query: { limit: '1', properties: 'email' } }
    expect(await session.request(click, z.unknown())).toMatchObject({ ok: true })
    const at = sent().findIndex(({ target }) => target.includes('properties=email'))
    // Behind those alone that were on their way when it came.
    expect(at - before).toBeLessThanOrEqual(10)
    expect((await load).every(({ ok: isOk }) => isOk)).toBe(true)
    expect(sent()).toHaveLength(151)
  })

  it('B7(5): DAILY stops with the time of midnight in Lisbon, and nothing is sent before', async () => {
    const { session, sandbox, statuses, clock } = await startLimited(hubspot)
    sandbox.hubspot.behaviour.set({ dailyMax: 30 })
    const load = await Promise.all(
      Array.from({ length: 60 }, () => session.background.request(contacts, z.unknown())),
    )
    const untilMs = Date.parse('2026-11-22T00:00:00Z')
    const stopped = load.filter(({ ok: isOk }) => !isOk)
    expect(stopped).toHaveLength(30)
    for (const result of stopped) {
      expect(result).toEqual({ ok: false, error: { kind: 'quota-spent', period: 'day', untilMs } })
    }
    const sent = sandbox.requests.entries().length
    // Those that were on their way together when the first was refused.
    expect(statuses()[429]).toBeLessThanOrEqual(10)
    expect(await session.request(search, z.unknown())).toMatchObject({ error: { kind: 'quota-spent' } })
    expect(sandbox.requests.entries()).toHaveLength(sent)
    clock.leap(untilMs - clock.now() + 1_000)
    expect(await session.request(search, z.unknown())).toMatchObject({ ok: true })
  })

  it('B7(5): Retry-After on 477 is sat out by a load and told to a user', async () => {
    const { session, sandbox, statuses } = await startLimited(hubspot)
    sandbox.hubspot.behaviour.set({ migrationSeconds: 100 })
    expect(await session.request(contacts, z.unknown())).toEqual({
      ok: false,
      error: { kind: 'rate-limited', retryAfterMs: 100_000 },
    })
    expect(await session.background.request(contacts, z.unknown())).toMatchObject({ ok: true })
    expect(statuses()).toEqual({ 477: 1, 200: 1 })
  })

  it('goes on after refusals when others use up the searches of the account', async () => {
    const { session, sandbox, statuses } = await startLimited(hubspot)
    sandbox.hubspot.behaviour.set({ searchesPerSecond: 2 })
    await inChains(session.background, 4, 60, () => search)
    const refused = statuses()[429] ?? 0
    expect(statuses()[200]).toBe(60)
    expect(refused).toBeGreaterThan(0)
    expect(refused).toBeLessThan(30)
  })
})

describe('with the limits of Notion', () => {
  it('250 searches get through without a refusal, three a second', async () => {
    const { session, statuses, clock } = await startLimited(notion)
    const startMs = clock.evenMs()
    await inChains(session.background, 3, 250, () => ({
      ...{ method: 'POST', path: ['v1', 'search'], json: { page_size: 1 }, isRead: true },
    }))
    expect(statuses()).toEqual({ 200: 250 })
    expect(clock.evenMs() - startMs).toBeGreaterThan(60_000)
  })

  it('a budget of the workspace that others use up slows the load down, and does not end it', async () => {
    const { session, sandbox, statuses } = await startLimited(notion)
    sandbox.notion.behaviour.set({ workspaceBudget: 60 })
    await inChains(session.background, 2, 150, () => ({ method: 'GET', path: ['v1', 'users', 'me'] }))
    expect(statuses()[200]).toBe(150)
    expect(statuses()[429] ?? 0).toBeLessThanOrEqual(8)
  })
})

describe('with the limits of Airtable', () => {
  it('all bases are read side by side without a refusal', async () => {
    const { session, statuses } = await startLimited(airtable)
    const listed = await session.background.request(
      { method: 'GET', path: ['v0', 'meta', 'bases'] },
      z.object({ bases: z.array(z.object({ id: z.string() })) }),
    )
    if (!listed.ok) throw new Error(listed.error.kind)
    const bases = listed.value.bases.map(({ id }) => id)
    await Promise.all(
      bases.map((id) =>
        inChains(session.background, 3, 30, () => ({
          ...{ method: 'GET', path: ['v0', 'meta', 'bases', id, 'tables'] },
        })),
      ),
    )
    expect(statuses()).toEqual({ 200: 1 + 30 * bases.length })
  })

  it('a month that is spent stops the records with its end, and the schema goes on', async () => {
    const { session, sandbox, statuses } = await startLimited(airtable)
    sandbox.airtable.behaviour.set({ billing: 'spent' })
    const base = sandbox.airtable.bases.list()[0]?.id ?? ''
    const records: ProviderCall = { method: 'GET', path: ['v0', base, 'tblAAAAAAAAAAAAAA'] }
    const untilMs = Date.parse('2026-12-01T00:00:00Z')
    for (const on of [session.background, session]) {
      expect(await on.request(records, z.unknown())).toEqual({
        ok: false,
        error: { kind: 'quota-spent', period: 'month', untilMs },
      })
    }
    const schema: ProviderCall = { method: 'GET', path: ['v0', 'meta', 'bases', base, 'tables'] }
    expect(await session.request(schema, z.unknown())).toMatchObject({ ok: true })
    expect(statuses()).toEqual({ 429: 1, 200: 1 })
  })
})
