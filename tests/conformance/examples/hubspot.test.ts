import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTokenReply } from '../../../src/main/oauth/token-set.ts'
import { describeFailure } from '../../../src/main/providers/hubspot/failures.ts'
import { oauth } from '../../../src/main/providers/hubspot/oauth.ts'
import { pageSchema } from '../../../src/main/providers/hubspot/schema.ts'
import { createSandboxClient, type Answer } from '../../../src/sandbox/sandbox-client.ts'
import { startSandbox, type Sandbox } from '../../../src/sandbox/start-sandbox.ts'
import { accountIdSchema } from '../../../src/shared/model/account.ts'
import type { AppError } from '../../../src/shared/errors.ts'
import { differences, type Example } from './example.ts'
import * as errors from './hubspot-errors.ts'
import * as examples from './hubspot-examples.ts'

const accountId = accountIdSchema.parse('account-1')
const all = '/crm/objects/2026-09/contacts'

let sandbox: Sandbox
let visitor: ReturnType<typeof createSandboxClient>
let token = ''
beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 300, companies: 40, deals: 20, limits: true })
  visitor = createSandboxClient(sandbox.endpoints)
})
afterAll(() => sandbox.close())

const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
  // The last test may have spent a limit.
  sandbox.clock.advance(11_000)
  token = token === '' ? (await visitor.signIn()).accessToken : token
  return visitor.call(method, path, { token, ...(body === undefined ? {} : { body }) })
}
const refreshed = (refreshToken: string): Promise<Answer> =>
  visitor.token({ grant_type: 'refresh_token', refresh_token: refreshToken })
const emailOf = async (id: string): Promise<string> => {
  const { json } = await call('GET', `${all}/${id}?properties=email`)
  return (json as { properties: { email: string } }).properties.email
}
/** The last of as many calls at once as there are more than the limit. */
const lastOf = async (times: number, ask: () => Promise<Answer>): Promise<Answer> => {
  const answers = await Promise.all(Array.from({ length: times }, ask))
  return answers.find(({ status }) => status === 429) ?? answers[0]!
}

describe('an example of HubSpot’s replies', () => {
  it('is a token set for the app', () => {
    const nowMs = 1_000
    const reply = oauth.conformTokenReply(examples.tokenReply.body)
    expect(readTokenReply(reply, { refreshToken: null, scopes: [] }, nowMs)).toEqual({
      ok: true,
      value: {
        accessToken: 'CKyF0example',
        refreshToken: 'na1-1234-5678',
        obtainedAtMs: nowMs,
        expiresAtMs: nowMs + 1_800_000,
        scopes: ['oauth', 'crm.objects.contacts.read'],
      },
    })
  })

  it.each([examples.listPage, examples.searchReply])('is a page for the app: $name', ({ body }) => {
    const page = pageSchema.parse(body)
    expect(page.results.map(({ id }) => id)).toEqual(['501'])
    expect(page.paging?.next?.after).toMatch(/^\d+$/)
  })

  it.each<[Example, ReturnType<typeof oauth.classifyTokenFailure>]>([
    [examples.badRefreshToken, { class: 'revoked', code: 'BAD_REFRESH_TOKEN' }],
    [examples.badHub, { class: 'revoked', code: 'BAD_HUB' }],
  ])('ends a grant for the app: $name', ({ status, body }, failure) => {
    expect(oauth.classifyTokenFailure({ status, headers: {}, body })).toEqual(failure)
  })

  it.each<[Example, AppError]>([
    [errors.expiredToken, { kind: 'reconnect-required', accountId }],
    [errors.noCredentials, { kind: 'reconnect-required', accountId }],
    [errors.missingScopes, { kind: 'missing-permission', scopes: ['crm.objects.contacts.write'] }],
    [errors.contactExists, { kind: 'already-exists', existingId: '123' }],
    [errors.addressTaken, { kind: 'already-exists', existingId: '123' }],
    [errors.noSuchRecord, { kind: 'not-found' }],
    [errors.noSuchId, { kind: 'not-found' }],
    [errors.tooManyCalls, { kind: 'rate-limited', retryAfterMs: 10_000 }],
    [errors.tooManySearches, { kind: 'rate-limited', retryAfterMs: 1_000 }],
  ])('is an error for the app: $name', ({ status, body }, error) => {
    expect(describeFailure({ status, headers: {}, body }, accountId)).toEqual(error)
  })

  it('names the field for the app that holds a wrong value', () => {
    const { status, body } = errors.invalidEmail
    const error = describeFailure({ status, headers: {}, body }, accountId)
    expect(error).toMatchObject({
      kind: 'rejected',
      fields: [{ name: 'email', message: 'Email address x is invalid' }],
    })
  })
})

type Associated = { associations?: { companies: { results: { id: string; type: string }[] } } }

/** Each example, and the situation in which the sandbox answers like it. */
const SITUATIONS: [Example, () => Promise<Answer>][] = [
  [examples.tokenReply, async () => refreshed((await visitor.signIn()).refreshToken)],
  [
    examples.inactiveToken,
    () => {
      const { clientId, clientSecret, token: address } = sandbox.endpoints.hubspot
      const form = { client_id: clientId, client_secret: clientSecret, token: 'unknown' }
      return visitor.call('POST', `${new URL(address).pathname}/introspect`, { form })
    },
  ],
  [examples.badRefreshToken, () => refreshed('na1-unknown')],
  [
    examples.badHub,
    async () => {
      const { refreshToken } = await visitor.signIn()
      expect(sandbox.hubspot.behaviour.set({ refreshRefusal: 'hub' })).toBeUndefined()
      const answer = await refreshed(refreshToken)
      sandbox.hubspot.behaviour.reset()
      return answer
    },
  ],
  [
    examples.listPage,
    async () => {
      const answer = await call('GET', `${all}?limit=100&properties=email,firstname&associations=companies`)
      const { results, paging } = answer.json as { results: Associated[]; paging: unknown }
      // A pair of records has an entry for each of its types; the example shows the one of the main company.
      const ofMain = results.flatMap(({ associations, ...record }) => {
        const main = associations?.companies.results.filter(({ type }) => type === 'contact_to_company')
        return main?.[0] === undefined ? [] : [{ ...record, associations: { companies: { results: main } } }]
      })
      return { ...answer, json: { results: ofMain, paging } }
    },
  ],
  [
    examples.searchReply,
    () => {
      const [from, to] = ['0', '1900000000000']
      const filters = [{ propertyName: 'lastmodifieddate', operator: 'BETWEEN', value: from, highValue: to }]
      return call('POST', `${all}/search`, { ...examples.searchRequest, filterGroups: [{ filters }] })
    },
  ],
  [
    errors.expiredToken,
    async () => {
      const { accessToken } = await visitor.signIn()
      sandbox.clock.advance(1_801_000)
      token = ''
      return visitor.call('GET', all, { token: accessToken })
    },
  ],
  [errors.noCredentials, () => visitor.call('GET', all)],
  [
    errors.missingScopes,
    async () => {
      const grant = await visitor.control('POST', 'hubspot/grants', { scopes: ['crm.objects.contacts.read'] })
      const { access_token } = grant.json as { access_token: string }
      return visitor.call('POST', all, { token: access_token, body: { properties: { firstname: 'Ana' } } })
    },
  ],
  [errors.contactExists, async () => call('POST', all, { properties: { email: await emailOf('60') } })],
  [
    errors.addressTaken,
    async () => call('PATCH', `${all}/61`, { properties: { email: await emailOf('60') } }),
  ],
  [errors.invalidEmail, () => call('POST', all, { properties: { email: 'x' } })],
  [errors.noSuchRecord, () => call('GET', `${all}/999999999`)],
  [errors.noSuchId, () => call('GET', `${all}/abc`)],
  [errors.tooManyCalls, () => lastOf(111, () => visitor.call('GET', `${all}?limit=1`, { token }))],
  [
    errors.tooManySearches,
    () => lastOf(6, () => visitor.call('POST', `${all}/search`, { token, body: { limit: 1 } })),
  ],
]

describe('the sandbox answers like HubSpot’s example', () => {
  it.each(SITUATIONS)('$name', async ({ status, body }, situation) => {
    const answer = await situation()
    expect(answer.status, answer.text).toBe(status)
    expect(differences(body, answer.json)).toEqual([])
  })

  it('takes the example of a search as it stands', async () => {
    const answer = await call('POST', `${all}/search`, examples.searchRequest)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.json).toMatchObject({ total: expect.any(Number), results: expect.any(Array) })
  })

  it('takes the examples of a merge and of an erasure', async () => {
    const merged = await call('POST', `${all}/merge`, { primaryObjectId: '70', objectIdToMerge: '71' })
    expect(merged.status, merged.text).toBe(200)
    const objectId = await emailOf('72')
    const erased = await call('POST', `${all}/gdpr-delete`, { objectId, idProperty: 'email' })
    expect(erased.status, erased.text).toBe(204)
  })
})
