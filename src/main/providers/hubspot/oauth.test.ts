import { describe, expect, it } from 'vitest'
import { scopesFor } from '../../../shared/model/provider.ts'
import { oauth } from './oauth.ts'
import { scopes } from './scopes.ts'

const failed = (status: number, body: unknown) => oauth.classifyTokenFailure({ status, headers: {}, body })

describe('HubSpot’s OAuth', () => {
  it('uses the dated token endpoint, not the one that ends in February 2027', () => {
    expect(oauth.tokenEndpoint).toBe('https://api.hubapi.com/oauth/2026-09/token')
  })

  it('asks for optional scopes in a parameter of their own', () => {
    expect(oauth.optionalScopeParameter).toBe('optional_scope')
    expect(scopesFor({ scopes: [...scopes] }, 'read').optional).toContain('crm.objects.owners.read')
  })

  it('asks for no right to change anything where only reading is wanted', () => {
    const { required, optional } = scopesFor({ scopes: [...scopes] }, 'read')
    expect([...required, ...optional].filter((name) => name.endsWith('.write'))).toEqual([])
    expect(scopesFor({ scopes: [...scopes] }, 'write').required).toContain('crm.objects.contacts.write')
  })
})

describe('a token reply', () => {
  it('with the access token alone gets the type that the standard requires', () => {
    expect(oauth.conformTokenReply({ access_token: 'a' })).toEqual({
      access_token: 'a',
      token_type: 'bearer',
    })
    expect(oauth.conformTokenReply({ access_token: 'a', token_type: null, scope: null })).toEqual({
      access_token: 'a',
      token_type: 'bearer',
    })
  })

  it('says its scopes as the standard does', () => {
    const reply = { access_token: 'a', token_type: 'bearer', scopes: ['oauth', 'crm.objects.contacts.read'] }
    expect(oauth.conformTokenReply(reply)).toEqual({
      access_token: 'a',
      token_type: 'bearer',
      scope: 'oauth crm.objects.contacts.read',
    })
    expect(oauth.conformTokenReply({ access_token: 'a', scope: 'x', scopes: ['y'] })).toMatchObject({
      scope: 'x',
    })
    expect(oauth.conformTokenReply({ access_token: 'a', scopes: [] })).not.toHaveProperty('scope')
    expect(oauth.conformTokenReply({ access_token: 'a', scopes: [7] })).not.toHaveProperty('scope')
  })

  it.each([null, 'text', [], {}, { access_token: 7 }])('R16: that is none stays what it is: %j', (body) => {
    expect(oauth.conformTokenReply(body)).toBe(body)
  })

  it('R16: keeps an odd lifetime, so that its reader refuses it', () => {
    for (const expires_in of [-1, 1e12, 'x']) {
      expect(oauth.conformTokenReply({ access_token: 'a', expires_in })).toMatchObject({ expires_in })
    }
  })
})

describe('a refusal of the token endpoint', () => {
  it.each([
    ['BAD_REFRESH_TOKEN', 'invalid_grant', 'revoked', 'BAD_REFRESH_TOKEN'],
    ['BAD_HUB', 'access_denied', 'revoked', 'BAD_HUB'],
    ['BAD_AUTH_CODE', 'invalid_grant', 'code-refused', 'BAD_AUTH_CODE'],
    ['EXPIRED_AUTH_CODE', undefined, 'code-refused', 'EXPIRED_AUTH_CODE'],
    ['BAD_REDIRECT_URI', 'invalid_grant', 'client', 'BAD_REDIRECT_URI'],
    ['BAD_CLIENT_SECRET', 'invalid_client', 'client', 'BAD_CLIENT_SECRET'],
    ['BAD_CLIENT_ID', undefined, 'client', 'BAD_CLIENT_ID'],
    [undefined, 'invalid_grant', 'revoked', 'invalid_grant'],
    ['error', 'invalid_client', 'client', 'invalid_client'],
    ['SOMETHING_NEW', 'something_new', 'transient', 'something_new'],
    ['constructor', 'toString', 'transient', 'toString'],
    [undefined, undefined, 'transient', null],
  ])('with status %s and error %s is %s', (status, error, kind, code) => {
    expect(failed(400, { status, error })).toEqual({ class: kind, code })
  })

  it.each([423, 429, 477, 500, 502, 503])('with HTTP %i is transient, whatever it says', (status) => {
    expect(failed(status, { status: 'BAD_REFRESH_TOKEN', error: 'invalid_grant' }).class).toBe('transient')
  })

  it('R24: puts nothing but a code into the log', () => {
    expect(failed(400, { status: 'na1-1234-secret-token', error: 'the secret is 42' }).code).toBeNull()
    expect(failed(400, '<html>')).toEqual({ class: 'transient', code: null })
  })
})
