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

  it('R16: may be as long as what is stored, and no longer', () => {
    const longest = 'a'.repeat(8_192)
    expect(read({ ...good, access_token: longest, refresh_token: longest })).toMatchObject({
      value: { accessToken: longest, refreshToken: longest },
    })
    expect(read({ ...good, refresh_token: `${longest}a` }).ok).toBe(false)
    expect(read({ ...good, scope: 'a '.repeat(5_000) })).toMatchObject({ ok: true })
    expect(read({ ...good, scope: 'a '.repeat(5_001) }).ok).toBe(false)
  })

  it('R16: may last a leap year, and parts of a second count for nothing', () => {
    const year = 366 * 24 * 60 * 60
    expect(read({ ...good, expires_in: year })).toMatchObject({
      value: { expiresAtMs: nowMs + year * 1_000 },
    })
    expect(read({ ...good, expires_in: year + 1 }).ok).toBe(false)
    expect(read({ ...good, expires_in: 1.9999 })).toMatchObject({ value: { expiresAtMs: nowMs + 1_999 } })
    expect(read({ ...good, expires_in: null })).toMatchObject({ value: { expiresAtMs: null } })
  })

  it('R16: has two hundred scopes at most, without empty ones', () => {
    const many = Array.from({ length: 201 }, (_, at) => `s${at}`)
    expect(read({ ...good, scope: ` ${many.join(' \t ')} ` })).toMatchObject({
      value: { scopes: many.slice(0, 200) },
    })
    expect(read({ ...good, scope: '' })).toMatchObject({ value: { scopes: [] } })
  })

  it('R16: says where it was odd', () => {
    const detail = (body: unknown) => {
      const result = read(body)
      return !result.ok && result.error.kind === 'unexpected-response' ? result.error.detail : null
    }
    expect(detail({ ...good, expires_in: 'x' })).toBe('token reply at expires_in')
    expect(detail([good])).toBe('token reply at ')
  })

  it.each(['xbearer', 'bearerx', 'bea\u017Fer', ''])('R16: is refused with the type %j', (token_type) => {
    expect(read({ ...good, token_type }).ok).toBe(false)
  })

  it.each(['!', '~', '!~'])(
    'R16: may have a token of %s, the ends of what a header carries',
    (access_token) => {
      expect(read({ ...good, access_token }).ok).toBe(true)
    },
  )

  it.each([' a', 'a ', 'a b', '\u007f', 'ä'])('R16: is refused with the token %j', (token) => {
    expect(read({ ...good, access_token: token }).ok).toBe(false)
    expect(read({ ...good, refresh_token: token }).ok).toBe(false)
  })

  it('R16: does not repeat the reply in the error', () => {
    const refused = read({ ...good, token_type: 'leaked-secret' })
    expect(JSON.stringify(refused)).not.toMatch(/leaked-secret|new-access/)
  })
})

describe('a stored token set', () => {
  const stored = {
    ...{ accessToken: 'a', refreshToken: 'r', obtainedAtMs: 1, expiresAtMs: 2, scopes: ['s'] },
  }
  const long = (length: number): string => 'x'.repeat(length)

  it.each([
    [{}],
    [{ refreshToken: null, expiresAtMs: null, scopes: [] }],
    [{ accessToken: long(8_192), refreshToken: long(8_192), scopes: Array(200).fill(long(200)) }],
  ])('is read with %j', (differences) => {
    const whole = { ...stored, ...differences }
    expect(tokenSetSchema.parse(whole)).toEqual(whole)
  })

  it.each([
    [{ accessToken: '' }],
    [{ accessToken: long(8_193) }],
    [{ refreshToken: '' }],
    [{ refreshToken: long(8_193) }],
    [{ refreshToken: undefined }],
    [{ obtainedAtMs: 1.5 }],
    [{ expiresAtMs: 1.5 }],
    [{ expiresAtMs: undefined }],
    [{ scopes: [long(201)] }],
    [{ scopes: Array(201).fill('s') }],
    [{ scopes: [7] }],
    [{ more: 1 }],
  ])('is none with %j', (differences) => {
    expect(tokenSetSchema.safeParse({ ...stored, ...differences }).success).toBe(false)
  })
})
