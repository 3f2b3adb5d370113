import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { skipWaits } from '../skip-waits.ts'
import { refusalOf, startAtAirtable, type AtAirtable } from './at-airtable.ts'

let at: AtAirtable
beforeEach(async () => {
  at = await startAtAirtable({ limits: true })
  at.sandbox.clock.advance(60_000)
})
afterEach(() => at.sandbox.close())

const find = (client: AtAirtable['client'], place = 0) => {
  const base = at.bases[place]
  return client
    .base(base?.id ?? '')(base?.tables[0]?.id ?? '')
    .select({ maxRecords: 1 })
    .firstPage()
}

describe('Airtable’s client at the limits', () => {
  it('is refused the sixth call in a second, and then every call for half a minute, to that base alone', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => find(at.client)))
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    expect(refused).toMatchObject([{ statusCode: 429, error: 'TOO_MANY_REQUESTS' }])
    at.sandbox.clock.advance(25_000)
    expect((await refusalOf(find(at.client))).statusCode).toBe(429)
    await expect(find(at.client, 1)).resolves.toBeDefined()
    at.sandbox.clock.advance(31_000)
    await expect(find(at.client)).resolves.toBeDefined()
  })

  it('waits by itself for as long as it takes', async () => {
    const waits = skipWaits(at.sandbox.clock, 'airtable')
    const patient = at.clientWith({ retries: true })
    for (let call = 0; call < 12; call++) await expect(find(patient)).resolves.toBeDefined()
    expect(waits.length).toBeGreaterThan(0)
  })

  it('is refused records, and not the schema, when the month is spent', async () => {
    expect(at.sandbox.airtable.behaviour.set({ billing: 'spent' })).toBeUndefined()
    expect((await refusalOf(find(at.client))).statusCode).toBe(429)
    const { status, json } = await at.call(`/${at.bases[0]?.id ?? ''}/${at.bases[0]?.tables[0]?.id ?? ''}`)
    expect(status).toBe(429)
    expect(json).toMatchObject({ error: { type: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED' } })
    expect((await at.call('/meta/bases')).status).toBe(200)
  })
})
