import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountSchema } from '../../shared/model/account.ts'
import { readTokenReply, tokenSetSchema } from './token-set.ts'

const nowMs = 1_000_000
const previous = { refreshToken: 'old-refresh', scopes: ['old-scope'] }
const good = { access_token: 'new-access', token_type: 'bearer', expires_in: 1_800 }
const read = (body: unknown) => readTokenReply(body, previous, nowMs)

describe('a token reply', () => {
  it('becomes a token set with its expiry as a time', () => {
    expect(read({ ...good, refresh_token: 'rotated', scope: 'a  b' })).toEqual({
      ok: true,
      value: {
        accessToken: 'new-access',
        refreshToken: 'rotated',
        obtainedAtMs: nowMs,
        expiresAtMs: nowMs + 1_800_000,
        scopes: ['a', 'b'],
      },
    })
  })

  it('keeps the old refresh token and scopes when it has none', () => {
    expect(read(good)).toMatchObject({ value: { refreshToken: 'old-refresh', scopes: ['old-scope'] } })
    expect(read({ ...good, refresh_token: null, scope: null })).toMatchObject({
      value: { refreshToken: 'old-refresh', scopes: ['old-scope'] },
    })
  })

  it('may name no expiry, and the type in any case', () => {
    expect(read({ access_token: 'a', token_type: 'Bearer' })).toMatchObject({ value: { expiresAtMs: null } })
  })

  it.each([
    ['no access token', { ...good, access_token: undefined }],
    ['an empty access token', { ...good, access_token: '' }],
    ['a number for a token', { ...good, access_token: 7 }],
    ['a token that no header can carry', { ...good, access_token: 'a\r\nHost: evil.example' }],
    ['a huge token', { ...good, access_token: 'a'.repeat(8_193) }],
    ['a list', [good]],
    ['null', null],
    ['a text', 'access_token=a'],
    ['a lifetime of -1', { ...good, expires_in: -1 }],
    ['a lifetime of 0', { ...good, expires_in: 0 }],
    ['a lifetime of 1e12', { ...good, expires_in: 1e12 }],
    ['a lifetime of "x"', { ...good, expires_in: 'x' }],
    ['an empty refresh token', { ...good, refresh_token: '' }],
    ['a list for a refresh token', { ...good, refresh_token: ['x'] }],
    ['another token type', { ...good, token_type: 'mac' }],
    ['its token inside __proto__', JSON.parse(`{"__proto__":${JSON.stringify(good)}}`)],
  ])('R16: is refused with %s', (_name, body) => {
    expect(read(body)).toMatchObject({ ok: false, error: { kind: 'unexpected-response' } })
  })

  it('R16: is a storable token set or a typed error, whatever it is', () => {
    const replies = fc.record(
      {
        access_token: fc.oneof(fc.string(), fc.jsonValue()),
        token_type: fc.oneof(fc.constant('bearer'), fc.jsonValue()),
        expires_in: fc.oneof(fc.double(), fc.jsonValue()),
        refresh_token: fc.oneof(fc.string(), fc.jsonValue()),
        scope: fc.oneof(fc.string({ maxLength: 500 }), fc.jsonValue()),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(replies, fc.jsonValue()), (body) => {
        const result = read(body)
        if (result.ok) expect(tokenSetSchema.parse(result.value)).toEqual(result.value)
        else expect(result.error.kind).toBe('unexpected-response')
      }),
    )
  })

  it('R16: has scopes that an account can be stored with, wherever they are cut', () => {
    const result = read({ ...good, scope: `${'x'.repeat(199)}\u{1f600} y\ud800` })
    if (!result.ok) throw new Error(result.error.kind)
    expect(accountSchema.shape.scopes.safeParse(result.value.scopes).success).toBe(true)
  })

  it('R16: does not repeat the reply in the error', () => {
    const refused = read({ ...good, token_type: 'leaked-secret' })
    expect(JSON.stringify(refused)).not.toMatch(/leaked-secret|new-access/)
  })
})
