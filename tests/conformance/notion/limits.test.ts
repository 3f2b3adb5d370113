import { APIErrorCode } from '@notionhq/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { skipWaits } from '../skip-waits.ts'
import { refusalOf, startAtNotion, type AtNotion } from './at-notion.ts'

let at: AtNotion
beforeEach(async () => {
  at = await startAtNotion({ notionPages: 100, limits: true })
})
afterEach(() => at.sandbox.close())

describe('Notion’s client at the limits', () => {
  it('is refused the call above 180 in a minute, and told when to come back', async () => {
    let calls = 0
    const ask = async (): Promise<void> => {
      for (; calls < 200; calls++) await at.client.users.me({})
    }
    const refusal = await refusalOf(ask())
    expect(calls).toBe(180)
    expect(refusal).toMatchObject({
      status: 429,
      code: APIErrorCode.RateLimited,
      additional_data: { rate_limit_reason: 'public_api_request_rate_limit' },
    })
    at.sandbox.clock.advance(60_000)
    await at.client.users.me({})
  })

  it('waits as it is told, and then gets everything', async () => {
    const waits = skipWaits(at.sandbox.clock, '@notionhq/client')
    const patient = at.clientWith({ tries: 3 })
    for (let call = 0; call < 400; call++) await patient.users.me({})
    expect(waits.length).toBeGreaterThanOrEqual(2)
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(60_000)
  })

  it('repeats a read after an error of the server, and a search after an overload', async () => {
    const waits = skipWaits(at.sandbox.clock, '@notionhq/client')
    const body = (status: number, code: string) => ({ object: 'error', status, code, message: 'Try again.' })
    const spoil = (path: string, status: number, code: string) =>
      at.sandbox.faults.add({ service: 'notion', path, status, body: body(status, code), times: 1 })
    spoil('/v1/users/me', 503, 'service_unavailable')
    spoil('/v1/search', 529, 'service_overload')
    const patient = at.clientWith({ tries: 2 })
    expect((await patient.users.me({})).object).toBe('user')
    expect((await patient.search({})).object).toBe('list')
    expect(waits).toHaveLength(2)
    spoil('/v1/search', 503, 'service_unavailable')
    expect(await refusalOf(patient.search({}))).toMatchObject({ code: APIErrorCode.ServiceUnavailable })
  })
})
