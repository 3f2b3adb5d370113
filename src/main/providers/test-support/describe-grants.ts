import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scopesFor } from '../../../shared/model/provider.ts'
import { introspectToken } from '../../oauth/introspect-token.ts'
import { revokeToken } from '../../oauth/revoke-token.ts'
import { refreshGrant } from '../../oauth/token-endpoint.ts'
import { readTokenReply, tokenSetSchema } from '../../oauth/token-set.ts'
import type { Provider } from '../provider.ts'
import { signInBy } from './provider-in-sandbox.ts'
import type { ServiceUnderTest } from './service-under-test.ts'

/** Signing in, refreshing, ending a grant, and reading what a token endpoint says. */
export function describeGrants(own: Provider, service: () => ServiceUnderTest): void {
  describe('signs in', () => describeSignIn(own, service))
  describe('reads a token reply', () => describeTokenReplies(own))
  describe('has a grant', () => describeLife(own, service))
}

function describeSignIn(own: Provider, service: () => ServiceUnderTest): void {
  it('and gets a grant with the scopes that it needs', () => {
    const { grant } = service()
    expect(grant.refreshToken).toEqual(expect.any(String))
    if (grant.expiresAtMs !== null) expect(grant.expiresAtMs).toBeGreaterThan(grant.obtainedAtMs)
    const { required } = scopesFor(own.descriptor, own.descriptor.access[0] ?? 'read')
    expect(grant.scopes).toEqual(expect.arrayContaining(required))
  })

  it('and says who it was, the same at the next sign-in', async () => {
    const { provider, session, client, send } = service()
    const identity = await provider.identify(session)
    if (!identity.ok) throw new Error(identity.error.kind)
    const { externalId, label, uiOrigin } = identity.value
    expect([externalId, label].every((text) => text.length > 0 && text.length <= 200)).toBe(true)
    if (uiOrigin !== null) {
      expect(provider.pageHosts.some((host) => host.test(new URL(uiOrigin).hostname))).toBe(true)
    }
    const again = await signInBy(provider, client, send)
    expect(await provider.identify(again.session)).toEqual(identity)
  })

  it('and takes from an introspection nothing but a better label, whatever it says', async () => {
    const { provider, session } = service()
    const plain = await provider.identify(session)
    if (!plain.ok) throw new Error(plain.error.kind)
    const { label: _label, ...who } = plain.value
    const { grant, client, send } = service()
    const told = await introspectToken(provider.oauth, client, send, grant)
    expect(told === undefined).toBe(provider.oauth.introspection === undefined)
    for (const introspected of [told, null, 'text', [], { active: false }, { hub_domain: 7, hub_id: {} }]) {
      expect(await provider.identify(session, introspected)).toMatchObject({ ok: true, value: who })
    }
  })
}

function describeTokenReplies(own: Provider): void {
  const nothing = { refreshToken: null, scopes: [] }
  const read = (body: unknown, previous: Parameters<typeof readTokenReply>[1] = nothing) =>
    readTokenReply(own.oauth.conformTokenReply(body), previous, 0)

  it('R16: and makes no grant of one that is none', () => {
    const good = { access_token: 'a', token_type: 'bearer' }
    expect(read(good).ok).toBe(true)
    for (const body of [
      ...[null, [], [good], 'text', 7, {}, { access_token: 7 }, { token_type: 'bearer' }],
      ...[-1, 0, 1e12, '3600', null].map((expires_in) => ({ ...good, access_token: 7, expires_in })),
      ...[-1, 0, 1e12, 'x', []].map((expires_in) => ({ ...good, expires_in })),
      ...['', 'two words', 'line\nbreak', '\u00e9', 'x'.repeat(9_000)].map((access_token) => ({
        ...good,
        access_token,
      })),
      { ...good, token_type: 'mac' },
      { ...good, refresh_token: 7 },
      JSON.parse('{"__proto__":{"access_token":"a","token_type":"bearer"}}') as unknown,
    ]) {
      expect(read(body), JSON.stringify(body)).toMatchObject({ ok: false })
    }
  })

  it('R16: and never throws, nor invents a token, nor loses the old one', () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.string(),
      fc.constantFrom('bearer', 'Bearer ', 3_600, null, '__proto__'),
    )
    const reply = fc.record(
      {
        access_token: value,
        refresh_token: value,
        expires_in: value,
        scope: value,
        scopes: value,
        token_type: value,
      },
      { requiredKeys: [] },
    )
    const previous = { refreshToken: 'old-refresh', scopes: ['old'] }
    fc.assert(
      fc.property(fc.oneof(reply, fc.jsonValue()), (body) => {
        const result = read(body, previous)
        if (!result.ok) return result.error.kind === 'unexpected-response'
        const given = body as Record<string, unknown>
        return (
          tokenSetSchema.safeParse(result.value).success &&
          result.value.accessToken === given['access_token'] &&
          result.value.refreshToken === (given['refresh_token'] ?? 'old-refresh')
        )
      }),
      { numRuns: 500 },
    )
  })

  it('R65: and keeps the grant when the token endpoint answers anything but a refusal', () => {
    const classOf = (status: number, body: unknown) =>
      own.oauth.classifyTokenFailure({ status, headers: {}, body }).class
    for (const [status, body] of [
      ...[500, 502, 503, 504, 529].map((status) => [status, { error: 'invalid_grant' }] as const),
      [503, '<html>'],
      [429, { error: 'invalid_grant' }],
      [404, null],
      [400, null],
      [400, []],
      [400, { error: 7 }],
      [400, { error: 'constructor' }],
      [400, { error: { type: {} } }],
    ] as const) {
      expect(classOf(status, body), `${status} ${JSON.stringify(body)}`).toBe('transient')
    }
    expect(classOf(400, { error: 'invalid_grant' })).toBe('revoked')
    expect(classOf(401, { error: 'invalid_client' })).toBe('client')
    expect(classOf(400, { error: 'unauthorized_client' })).toBe('client')
  })

  it('and hands on no code that is not one', () => {
    for (const error of ['x'.repeat(61), 'two words', '<b>', 'é', '', 7, null]) {
      expect(own.oauth.classifyTokenFailure({ status: 400, headers: {}, body: { error } }).code).toBeNull()
    }
  })
}

function describeLife(own: Provider, service: () => ServiceUnderTest): void {
  const signIn = () => signInBy(service().provider, service().client, service().send)

  it('R64: that is refreshed, and says what became of the token that was spent', async () => {
    const { provider, client, send } = service()
    const { grant } = await signIn()
    const spent = grant.refreshToken ?? ''
    const reply = await refreshGrant(provider.oauth, client, send, spent)
    if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    const renewed = readTokenReply(reply.value, grant, Date.now())
    if (!renewed.ok) throw new Error(renewed.error.kind)
    expect(renewed.value.accessToken).not.toBe(grant.accessToken)
    expect(renewed.value.scopes).toEqual(grant.scopes)

    const isSpent = own.oauth.refreshTokens === 'single-use'
    expect(renewed.value.refreshToken !== spent).toBe(isSpent)
    const again = await refreshGrant(provider.oauth, client, send, spent)
    expect(again.ok).toBe(!isSpent)
    if (!again.ok && again.error.kind === 'refused') {
      expect(['revoked', 'raced']).toContain(again.error.failure.class)
    }
  })

  it('R65: that a wrong client secret does not end', async () => {
    const { provider, client, send } = service()
    const { grant } = await signIn()
    const wrong = { ...client, clientSecret: 'wrong' }
    const refused = await refreshGrant(provider.oauth, wrong, send, grant.refreshToken ?? '')
    expect(refused).toMatchObject({ ok: false, error: { kind: 'refused', failure: { class: 'client' } } })
    expect((await refreshGrant(provider.oauth, client, send, grant.refreshToken ?? '')).ok).toBe(true)
  })

  it('that can be ended at the provider, where it says so', async () => {
    const { provider, client, send } = service()
    const { grant } = await signIn()
    const told = await revokeToken(provider.oauth, client, send, grant)
    expect(told.ok).toBe(own.descriptor.capabilities.revocation)
    const refreshed = await refreshGrant(provider.oauth, client, send, grant.refreshToken ?? '')
    expect(refreshed.ok).toBe(!told.ok)
    if (told.ok) expect(refreshed).toMatchObject({ error: { failure: { class: 'revoked' } } })
  })
}
