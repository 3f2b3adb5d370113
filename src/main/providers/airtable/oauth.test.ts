import { describe, expect, it } from 'vitest'
import { readTokenReply } from '../../oauth/token-set.ts'
import { oauth } from './oauth.ts'

const failed = (status: number, body: unknown) => oauth.classifyTokenFailure({ status, headers: {}, body })

describe('Airtable’s token endpoint', () => {
  it.each([
    [400, { error: 'invalid_grant', error_description: 'Gone.' }, 'revoked', 'invalid_grant'],
    [400, { error: { type: 'invalid_grant', message: 'Gone.' } }, 'revoked', 'invalid_grant'],
    [401, { error: 'invalid_client' }, 'client', 'invalid_client'],
    [400, { error: 'invalid_scope' }, 'client', 'invalid_scope'],
    [400, { error: 'invalid_request' }, 'client', 'invalid_request'],
    [409, { error: 'conflict' }, 'raced', 'conflict'],
    [409, { error: 'invalid_grant' }, 'raced', 'invalid_grant'],
    [409, null, 'raced', null],
    [429, { error: { type: 'RATE_LIMIT_REACHED' } }, 'transient', 'RATE_LIMIT_REACHED'],
    [404, { error: 'NOT_FOUND' }, 'transient', 'NOT_FOUND'],
    [500, { error: 'invalid_grant' }, 'transient', 'invalid_grant'],
    [400, { error: 'something_new' }, 'transient', 'something_new'],
    [400, { error: 'constructor' }, 'transient', 'constructor'],
    [400, { error: { type: 7 } }, 'transient', null],
  ])('R65: says with %i %j that the grant is %s', (status, body, kind, code) => {
    expect(failed(status, body)).toEqual({ class: kind, code })
  })

  it('names the token’s type with a space behind it', () => {
    const reply = {
      access_token: 'a',
      token_type: 'Bearer ',
      expires_in: 3_600,
      refresh_expires_in: 5_184_000,
    }
    const grant = readTokenReply(oauth.conformTokenReply(reply), { refreshToken: 'old', scopes: ['s'] }, 0)
    expect(grant).toMatchObject({ value: { accessToken: 'a', refreshToken: 'old', expiresAtMs: 3_600_000 } })
  })
})
