import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { skipWaits } from '../skip-waits.ts'
import { refusalOf, startAtHubSpot, type AtHubSpot } from './at-hubspot.ts'

let at: AtHubSpot
beforeEach(async () => {
  at = await startAtHubSpot({ contacts: 20, companies: 0, deals: 0, limits: true })
})
afterEach(() => at.sandbox.close())

describe('HubSpot’s client at the limits', () => {
  it('is refused the call above 110 in ten seconds, and told by which policy', async () => {
    const { basicApi } = at.client.crm.contacts
    const calls = Array.from({ length: 111 }, () => basicApi.getPage(1))
    const outcomes = await Promise.allSettled(calls)
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    const { code, body, headers } = await refusalOf(basicApi.getPage(1))
    expect(code).toBe(429)
    expect(body).toMatchObject({
      status: 'error',
      errorType: 'RATE_LIMIT',
      policyName: 'TEN_SECONDLY_ROLLING',
      message: 'You have reached your ten_secondly_rolling limit.',
    })
    expect(headers).toMatchObject({ 'x-hubspot-ratelimit-max': '110', 'x-hubspot-ratelimit-remaining': '0' })
    at.sandbox.clock.advance(10_000)
    expect((await basicApi.getPage(1)).results).toHaveLength(1)
  })

  it('waits as it does by itself, and then gets everything', async () => {
    vi.spyOn(console, 'error').mockReturnValue(undefined)
    const { basicApi } = at.clientWith({ tries: 3 }).crm.contacts
    const waits = skipWaits(at.sandbox.clock, '@hubspot/api-client')
    for (let call = 0; call < 250; call++) expect((await basicApi.getPage(1)).results).toHaveLength(1)
    expect(waits).toEqual([10_000, 10_000])
  })

  it('may search five times a second', async () => {
    vi.spyOn(console, 'error').mockReturnValue(undefined)
    const query = { limit: 1, sorts: [], properties: [], filterGroups: [] }
    const { searchApi } = at.client.crm.contacts
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => searchApi.doSearch(query)))
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    expect(refused).toMatchObject([
      { code: 429, body: { policyName: 'SECONDLY', message: 'You have reached your secondly limit.' } },
    ])
    at.sandbox.clock.advance(1_000)
    const waits = skipWaits(at.sandbox.clock, '@hubspot/api-client')
    const patient = at.clientWith({ tries: 3 }).crm.contacts.searchApi
    for (let call = 0; call < 12; call++) expect((await patient.doSearch(query)).total).toBe(20)
    expect(waits.length).toBeGreaterThanOrEqual(1)
    expect(new Set(waits)).toEqual(new Set([1_000]))
  })

  it('gives up at once when the day’s limit is spent', async () => {
    const waits = skipWaits(at.sandbox.clock, '@hubspot/api-client')
    const body = {
      ...{ status: 'error', message: 'You have reached your daily limit.', errorType: 'RATE_LIMIT' },
      ...{ policyName: 'DAILY', correlationId: 'c93e06a4-0000-4000-8000-000000000000' },
    }
    at.sandbox.faults.add({ service: 'hubspot', path: '/crm/', status: 429, body })
    const call = at.clientWith({ tries: 3 }).crm.contacts.basicApi.getPage(1)
    expect(await refusalOf(call)).toMatchObject({ code: 429, body: { policyName: 'DAILY' } })
    expect(waits).toEqual([])
  })

  it('tries again after an error of the server', async () => {
    vi.spyOn(console, 'error').mockReturnValue(undefined)
    const waits = skipWaits(at.sandbox.clock, '@hubspot/api-client')
    at.sandbox.faults.add({
      service: 'hubspot',
      path: '/crm/',
      status: 503,
      body: '<html></html>',
      nth: [1, 2],
    })
    const page = await at.clientWith({ tries: 4 }).crm.contacts.basicApi.getPage(1)
    expect(page.results).toHaveLength(1)
    expect(waits).toEqual([200, 400])
  })
})
