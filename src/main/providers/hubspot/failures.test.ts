import { describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { describeFailure } from './failures.ts'

const accountId = accountIdSchema.parse('account-1')
const describeReply = (status: number, body: unknown) =>
  describeFailure({ status, headers: {}, body }, accountId)

describe('an error reply of HubSpot', () => {
  it.each(['EXPIRED_AUTHENTICATION', 'INVALID_AUTHENTICATION'])('401 %s asks for a reconnect', (category) => {
    expect(describeReply(401, { status: 'error', category })).toEqual({
      kind: 'reconnect-required',
      accountId,
    })
  })

  it.each(['requiredGranularScopes', 'requiredScopes'])('403 names the scopes under %s, each once', (key) => {
    const context = { [key]: ['crm.objects.deals.read', 'crm.objects.deals.read'] }
    const body = { category: 'MISSING_SCOPES', errors: [{ message: 'One of', context }, { context }] }
    expect(describeReply(403, body)).toEqual({
      kind: 'missing-permission',
      scopes: ['crm.objects.deals.read'],
    })
  })

  it('403 without scopes is a missing permission all the same', () => {
    expect(describeReply(403, null)).toEqual({ kind: 'missing-permission', scopes: [] })
  })

  it.each([
    { status: 'error', message: 'resource not found' },
    { category: 'OBJECT_NOT_FOUND', message: 'Object not found.', context: { id: ['abc'] } },
    null,
  ])('404 is not-found with and without a category: %j', (body) => {
    expect(describeReply(404, body)).toEqual({ kind: 'not-found' })
  })

  it.each([
    ['SECONDLY', 1_000],
    ['TEN_SECONDLY_ROLLING', 10_000],
    ['A_NEW_ONE', 10_000],
    ['constructor', 10_000],
    [undefined, 10_000],
  ])('429 by the policy %s waits %i ms', (policyName, retryAfterMs) => {
    expect(describeReply(429, { errorType: 'RATE_LIMIT', policyName })).toEqual({
      kind: 'rate-limited',
      retryAfterMs,
    })
  })

  it('B7(5): 429 by the policy DAILY says that the day’s calls are spent', () => {
    const spent = { kind: 'quota-spent', period: 'day', untilMs: null }
    expect(describeReply(429, { errorType: 'RATE_LIMIT', policyName: 'DAILY' })).toEqual(spent)
  })

  it('477 means that the account is moved, and to wait', () => {
    expect(describeReply(477, null)).toEqual({ kind: 'rate-limited', retryAfterMs: 60_000 })
  })

  it.each([423, 500, 502, 503, 504, 521, 530])('%i means that HubSpot is down for now', (status) => {
    expect(describeReply(status, '<html>')).toEqual({ kind: 'provider-down', status })
  })

  it.each([405, 413, 414, 418])('%i is unexpected and says its number', (status) => {
    expect(describeReply(status, {})).toEqual({ kind: 'unexpected-response', detail: `HTTP ${status}` })
  })

  it('400 that is not in HubSpot’s envelope is unexpected too', () => {
    expect(describeReply(400, null)).toEqual({ kind: 'unexpected-response', detail: 'HTTP 400' })
    expect(describeReply(400, { message: 'Bad Request' })).toEqual({
      kind: 'unexpected-response',
      detail: 'HTTP 400',
    })
  })
})

describe('a duplicate', () => {
  const coordinates =
    'portalId=1, objectTypeId=ObjectTypeId{legacyObjectType=CONTACT}, propertyName=email, value=a@b.co'

  it('on creation names the existing contact', () => {
    const body = { category: 'CONFLICT', message: 'Contact already exists. Existing ID: 123' }
    expect(describeReply(409, body)).toEqual({ kind: 'already-exists', existingId: '123' })
  })

  it('on a change names the second id, which is the existing contact', () => {
    for (const inner of [coordinates, 'propertyName=email, value=a@b.co']) {
      const message = `Cannot set PropertyValueCoordinates{${inner}} on 456. 123 already has that value.`
      expect(describeReply(400, { category: 'VALIDATION_ERROR', message })).toEqual({
        kind: 'already-exists',
        existingId: '123',
      })
    }
  })

  it.each([
    'Contact already exists.',
    'Contact already exists. Existing ID: 12a',
    'Contact already exists. Existing ID: 123\nExisting ID: 4',
    ' Contact already exists. Existing ID: 123',
    `Contact already exists. Existing ID: ${'9'.repeat(40)}`,
    undefined,
    7,
  ])('whose words are not exactly those has no id: %j', (message) => {
    expect(describeReply(409, { message })).toEqual({ kind: 'already-exists', existingId: null })
  })

  it.each([
    'Somebody said: 123 already has that value.',
    'Cannot set PropertyValueCoordinates{x} on 456. 123 already has that value. Or not.',
  ])('is not read into another refusal: %s', (message) => {
    expect(describeReply(400, { category: 'VALIDATION_ERROR', message })).toMatchObject({ kind: 'rejected' })
  })
})

describe('a refusal of values', () => {
  const nested =
    '[{"isValid":false,"message":"Email address x is invalid","error":"INVALID_EMAIL","name":"email"}]'

  it('names the properties', () => {
    const errors = [
      { message: 'Too short', code: 'INVALID', context: { propertyName: ['firstname'] } },
      { code: 'MISSING_REQUIRED_PROPERTY', context: { propertyName: ['lastname', 'region_code'] } },
    ]
    const body = {
      category: 'VALIDATION_ERROR',
      message: `Property values were not valid: ${nested}`,
      errors,
    }
    expect(describeReply(400, body)).toEqual({
      kind: 'rejected',
      message: 'Property values were not valid',
      fields: [
        { name: 'firstname', message: 'Too short' },
        { name: 'lastname', message: 'MISSING_REQUIRED_PROPERTY' },
        { name: 'region_code', message: 'MISSING_REQUIRED_PROPERTY' },
      ],
    })
  })

  it('is found inside the message of older answers', () => {
    const body = { category: 'VALIDATION_ERROR', message: `Property values were not valid: ${nested}` }
    expect(describeReply(400, body)).toEqual({
      kind: 'rejected',
      message: 'Property values were not valid',
      fields: [{ name: 'email', message: 'Email address x is invalid' }],
    })
  })

  it('is found behind a message of any length, in a time that grows with its length alone', () => {
    const startedAtMs = performance.now()
    const message = `Not valid${' '.repeat(400_000)}x: ${nested}`
    expect(describeReply(400, { category: 'VALIDATION_ERROR', message })).toEqual({
      kind: 'rejected',
      message: 'Not valid',
      fields: [{ name: 'email', message: 'Email address x is invalid' }],
    })
    // Milliseconds; in a time that grows with the square of the length it takes minutes.
    expect(performance.now() - startedAtMs).toBeLessThan(15_000)
  })

  it('keeps a message whole that only looks like one', () => {
    const body = { category: 'VALIDATION_ERROR', message: 'Use [{a}] here' }
    expect(describeReply(400, body)).toEqual({ kind: 'rejected', message: 'Use [{a}] here', fields: [] })
  })
})
