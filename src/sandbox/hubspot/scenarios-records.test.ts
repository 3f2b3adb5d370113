import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSandboxClient, type Answer } from '../sandbox-client.ts'
import { startSandbox, type Sandbox } from '../start-sandbox.ts'

const contacts = '/crm/objects/2026-09/contacts'
const ADA = 'ada.lovelace@analytical.example'

let sandbox: Sandbox
let client: ReturnType<typeof createSandboxClient>
let token: string
beforeEach(async () => {
  // In the middle of a day, so that its end is not met by chance.
  const noon = Date.UTC(2026, 10, 20, 12)
  sandbox = await startSandbox({ contacts: 20, companies: 0, deals: 0, now: () => noon })
  client = createSandboxClient(sandbox.endpoints)
  token = (await client.signIn()).accessToken
})
afterEach(() => sandbox.close())

const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
  client.call(method, path, { token, ...(body === undefined ? {} : { body }) })
const create = (properties: Record<string, string>): Promise<Answer> => call('POST', contacts, { properties })
const times = async (count: number, path: string, method = 'GET'): Promise<Answer[]> => {
  const answers: Answer[] = []
  for (let at = 0; at < count; at++) answers.push(await call(method, path, method === 'GET' ? undefined : {}))
  return answers
}

describe('B7.4, changing records', () => {
  it('duplicate-on-create: 409 with the id of the other one', async () => {
    sandbox.play('duplicate-on-create')
    expect(await create({ email: ADA })).toMatchObject({
      status: 409,
      json: { category: 'CONFLICT', message: 'Contact already exists. Existing ID: 9' },
    })
  })

  it('duplicate-on-update: 400, and the second id is the other one', async () => {
    sandbox.play('duplicate-on-update')
    const answer = await call('PATCH', `${contacts}/51`, { properties: { email: ADA } })
    expect(answer).toMatchObject({ status: 400, json: { category: 'VALIDATION_ERROR' } })
    expect((answer.json as { message: string }).message).toMatch(/ on 51\. 9 already has that value\.$/)
  })

  it('validation-nested-json: twice in one answer', async () => {
    sandbox.play('validation-nested-json')
    const answer = await create({ email: 'nonsense', num_notes: '4' })
    expect(answer.status).toBe(400)
    const { message, errors } = answer.json as { message: string; errors: { code: string }[] }
    const nested = JSON.parse(message.slice(message.indexOf('['))) as { error: string }[]
    expect(nested.map(({ error }) => error)).toEqual(['INVALID_EMAIL', 'READ_ONLY_VALUE'])
    expect(errors.map(({ code }) => code)).toEqual(['INVALID_EMAIL', 'READ_ONLY_VALUE'])
  })

  it('404-without-category: only a message', async () => {
    sandbox.play('404-without-category')
    const answer = await call('GET', `${contacts}/999999`)
    expect(answer).toMatchObject({ status: 404, json: { message: 'resource not found' } })
    expect(answer.json).not.toHaveProperty('category')
  })

  it('delete-unknown-204: as if it had existed', async () => {
    sandbox.play('delete-unknown-204')
    expect((await call('DELETE', `${contacts}/999999`)).status).toBe(204)
  })

  it('merged-id: the old id answers with another one', async () => {
    sandbox.play('merged-id')
    const merged = await call('POST', `${contacts}/merge`, { primaryObjectId: '52', objectIdToMerge: '53' })
    expect(merged.status).toBe(200)
    const { id } = (await call('GET', `${contacts}/53`)).json as { id: string }
    expect(id).not.toBe('53')
  })

  it('create-times-out-after-commit: no answer, and the contact is there', async () => {
    sandbox.play('create-times-out-after-commit')
    const email = 'late@example.org'
    const waiting = fetch(new URL(contacts, sandbox.endpoints.hubspot.api), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ properties: { email } }),
      signal: AbortSignal.timeout(400),
    })
    await expect(waiting).rejects.toThrow()
    expect((await call('GET', `${contacts}/${encodeURIComponent(email)}?idProperty=email`)).status).toBe(200)
    expect((await create({ email })).status).toBe(409)
  })

  it('updated-meanwhile: another time of change at the second look', async () => {
    sandbox.play('updated-meanwhile')
    const first = (await call('GET', `${contacts}/9`)).json as { updatedAt: string }
    const second = (await call('GET', `${contacts}/9?properties=jobtitle`)).json as {
      updatedAt: string
      properties: Record<string, string>
    }
    expect(Date.parse(second.updatedAt)).toBeGreaterThan(Date.parse(first.updatedAt))
    expect(second.properties['jobtitle']).toMatch(/^Changed by somebody else/)
  })

  it('path-injection-id: a 404, and nothing else is reached', async () => {
    sandbox.play('path-injection-id')
    expect(await call('GET', `${contacts}/..%2F..%2F..%2Faccount-info%2F2026-09%2Fdetails`)).toMatchObject({
      status: 404,
      json: { category: 'OBJECT_NOT_FOUND' },
    })
  })

  it('required-property-400: names what is missing', async () => {
    sandbox.play('required-property-400')
    const answer = await create({ email: 'somebody@example.org' })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('MISSING_REQUIRED_PROPERTY')
    expect(answer.text).toContain('phone')
    expect((await create({ email: 'somebody@example.org', phone: '+44 20 7946 0000' })).status).toBe(201)
  })
})

describe('B7.5, limits', () => {
  const tooMany = (policyName: string) => ({
    status: 429,
    json: { status: 'error', errorType: 'RATE_LIMIT', policyName },
  })

  it('limit-110-per-10s: call 111 is refused, until the first ones are ten seconds ago', async () => {
    sandbox.play('limit-110-per-10s')
    const answers = await times(111, contacts)
    expect(answers.slice(0, 110).every(({ status }) => status === 200)).toBe(true)
    expect(answers[109]?.headers.get('x-hubspot-ratelimit-remaining')).toBe('0')
    expect(answers[110]).toMatchObject(tooMany('TEN_SECONDLY_ROLLING'))
    sandbox.clock.advance(10_000)
    expect((await call('GET', contacts)).status).toBe(200)
  })

  it('search-5-per-second: search six is refused, and no answer tells what is left', async () => {
    sandbox.play('search-5-per-second')
    const answers = await times(6, `${contacts}/search`, 'POST')
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429])
    expect(answers[5]).toMatchObject(tooMany('SECONDLY'))
    for (const { headers } of answers) expect(headers.has('x-hubspot-ratelimit-remaining')).toBe(false)
    // Other calls go on, and so does search a second later.
    expect((await call('GET', contacts)).status).toBe(200)
    sandbox.clock.advance(1_000)
    expect((await times(1, `${contacts}/search`, 'POST'))[0]?.status).toBe(200)
  })

  it('daily-limit: everything is refused until midnight where the account is', async () => {
    sandbox.play('daily-limit')
    const answers = await times(51, contacts)
    expect(answers[49]?.status).toBe(200)
    expect(answers[50]).toMatchObject(tooMany('DAILY'))
    expect([...(answers[49]?.headers.keys() ?? [])].filter((name) => name.includes('daily'))).toEqual([])
    const statusAfterHours = async (hours: number): Promise<number> => {
      sandbox.clock.advance(hours * 3_600_000)
      token = (await client.signIn()).accessToken
      return (await call('GET', contacts)).status
    }
    expect(await statusAfterHours(11)).toBe(429)
    expect(await statusAfterHours(1)).toBe(200)
  })

  it('477-retry-after: tells the seconds that are left, and ends after them', async () => {
    sandbox.play('477-retry-after')
    const first = await call('GET', contacts)
    expect(first.status).toBe(477)
    expect(first.headers.get('retry-after')).toBe('30')
    sandbox.clock.advance(20_000)
    expect((await call('GET', contacts)).headers.get('retry-after')).toBe('10')
    sandbox.clock.advance(10_000)
    expect((await call('GET', contacts)).status).toBe(200)
  })

  it('423-lock: for two seconds', async () => {
    sandbox.play('423-lock')
    expect((await create({ email: 'one@example.org' })).status).toBe(423)
    sandbox.clock.advance(2_000)
    expect((await create({ email: 'one@example.org' })).status).toBe(201)
  })
})
