import { describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { describeFailure } from './failures.ts'

const accountId = accountIdSchema.parse('account-1')
const failed = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  describeFailure({ status, headers, body }, accountId)
const coded = (status: number, code: string, more: object = {}) =>
  failed(status, { object: 'error', status, code, message: 'Said so.', ...more })

describe('an error reply of Notion', () => {
  it('that refuses a value or a cursor says why', () => {
    expect(coded(400, 'validation_error')).toEqual({ kind: 'rejected', message: 'Said so.', fields: [] })
  })

  it.each(['invalid_json', 'invalid_request_url', 'invalid_request', 'missing_version'])(
    'with 400 and %s is a mistake of ours',
    (code) => {
      expect(coded(400, code)).toEqual({ kind: 'unexpected-response', detail: 'HTTP 400' })
    },
  )

  it.each([
    [401, 'unauthorized', { kind: 'reconnect-required', accountId }],
    [403, 'restricted_resource', { kind: 'missing-permission', scopes: [] }],
    [404, 'object_not_found', { kind: 'not-found' }],
    [409, 'conflict_error', { kind: 'provider-down', status: 409 }],
    [500, 'internal_server_error', { kind: 'provider-down', status: 500 }],
    [503, 'service_unavailable', { kind: 'provider-down', status: 503 }],
    [504, 'gateway_timeout', { kind: 'provider-down', status: 504 }],
  ])('with %i and %s is what it means', (status, code, error) => {
    expect(coded(status, code)).toEqual(error)
  })

  it('of the network in front of it says nothing about permissions', () => {
    const page = failed(403, null, { 'cf-ray': '8f1b2c3d4e5f6a7b-LIS' })
    expect(page).toEqual({ kind: 'provider-down', status: 403 })
    // Every answer comes through that network.
    const own = failed(403, { code: 'restricted_resource' }, { 'cf-ray': '8f1b2c3d4e5f6a7b-LIS' })
    expect(own).toEqual({ kind: 'missing-permission', scopes: [] })
  })

  it.each([429, 529])('R56: with %i says when to come back', (status) => {
    const limited = (additional_data: unknown) => coded(status, 'rate_limited', { additional_data })
    expect(limited({ retry_after: '17' })).toEqual({ kind: 'rate-limited', retryAfterMs: 17_000 })
    for (const odd of [undefined, {}, { retry_after: 'soon' }, { retry_after: '-1' }, []]) {
      expect(limited(odd)).toEqual({ kind: 'rate-limited', retryAfterMs: 60_000 })
    }
  })

  it('R56: is nothing to wait for when the connection was blocked', () => {
    const additional_data = { rate_limit_reason: 'public_api_request_blocked' }
    expect(coded(429, 'rate_limited', { additional_data })).toEqual({ kind: 'provider-down', status: 429 })
  })
})
