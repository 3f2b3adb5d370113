import { describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { describeFailure } from './failures.ts'

const accountId = accountIdSchema.parse('account-1')
const failed = (status: number, body: unknown) => describeFailure({ status, headers: {}, body }, accountId)

describe('an error reply of Airtable', () => {
  it.each([
    [401, { error: { type: 'UNAUTHORIZED', message: 'No.' } }, { kind: 'reconnect-required', accountId }],
    [
      403,
      { error: { type: 'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND' } },
      { kind: 'missing-permission', scopes: [] },
    ],
    [404, { error: 'NOT_FOUND' }, { kind: 'not-found' }],
    [413, { error: { type: 'REQUEST_TOO_LARGE' } }, { kind: 'unexpected-response', detail: 'HTTP 413' }],
    [
      422,
      { error: { type: 'INVALID_OFFSET_VALUE', message: 'The value is invalid' } },
      { kind: 'rejected', message: 'The value is invalid', fields: [] },
    ],
    [
      422,
      { error: { type: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE' } },
      { kind: 'rejected', message: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE', fields: [] },
    ],
    [422, { error: 'INVALID' }, { kind: 'rejected', message: 'INVALID', fields: [] }],
    [422, null, { kind: 'unexpected-response', detail: 'HTTP 422' }],
    [500, { error: 'SERVER_ERROR' }, { kind: 'provider-down', status: 500 }],
    [502, '<html>', { kind: 'provider-down', status: 502 }],
  ])('with %i %j is what it means', (status, body, error) => {
    expect(failed(status, body)).toEqual(error)
  })

  it('R56: says how long calls are refused, which it does not say itself, or that none is left', () => {
    expect(failed(429, { error: { type: 'RATE_LIMIT_REACHED' } })).toEqual({
      kind: 'rate-limited',
      retryAfterMs: 30_000,
    })
    const spent = failed(429, { error: { type: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED', message: 'Spent.' } })
    expect(spent).toEqual({ kind: 'quota-spent', period: 'month', untilMs: null })
  })
})
