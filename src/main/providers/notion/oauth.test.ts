import { describe, expect, it } from 'vitest'
import { oauth } from './oauth.ts'

const failed = (status: number, body: unknown) => oauth.classifyTokenFailure({ status, headers: {}, body })

describe('a refusal of Notion’s token endpoint', () => {
  it.each([
    [400, { error: 'invalid_grant', error_description: 'Invalid code.' }, 'revoked', 'invalid_grant'],
    [400, { object: 'error', status: 400, code: 'invalid_grant' }, 'revoked', 'invalid_grant'],
    [401, { error: 'invalid_client' }, 'client', 'invalid_client'],
    [401, { object: 'error', code: 'unauthorized' }, 'client', 'unauthorized'],
    [400, { error: 'unsupported_grant_type' }, 'client', 'unsupported_grant_type'],
    [400, { object: 'error', code: 'validation_error' }, 'transient', 'validation_error'],
    [409, { object: 'error', code: 'conflict_error' }, 'transient', 'conflict_error'],
    [429, { object: 'error', code: 'rate_limited' }, 'transient', 'rate_limited'],
    [529, { object: 'error', code: 'service_overload' }, 'transient', 'service_overload'],
    [503, { error: 'invalid_grant' }, 'transient', 'invalid_grant'],
    [403, null, 'transient', null],
    [400, { error: 'constructor' }, 'transient', 'constructor'],
  ])('R65: with %i %j is %s', (status, body, kind, code) => {
    expect(failed(status, body)).toEqual({ class: kind, code })
  })
})
