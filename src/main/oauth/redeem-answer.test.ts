import type { ServerResponse } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { answerJson, startLoopbackServer } from '../../../tests/support/loopback-server.ts'
import type { ClientCredentials } from '../clients/client-credentials.ts'
import { hubspot } from '../providers/hubspot/index.ts'
import type { OAuthDescription, TokenFailure } from '../providers/provider.ts'
import { createAttempt, type Attempt, type GrantRequest } from './attempt.ts'
import { redeemAnswer } from './redeem-answer.ts'
import { tryClient } from './try-client.ts'

const place = 'http://LOCALHOST:17823/oauth/hubspot/callback'
const granted = { access_token: 'access', token_type: 'bearer', expires_in: 60, refresh_token: 'refresh' }
const providerId = hubspot.descriptor.id

/** A token endpoint that answers like this, and what it was asked. */
async function inHand(
  answer: (response: ServerResponse) => void,
  differences: Partial<OAuthDescription> = {},
) {
  const server = await startLoopbackServer((_request, response) => answer(response))
  onTestFinished(() => server.close())
  const client = { clientId: 'client-1', clientSecret: 'secret', redirectUris: [place] }
  const request: GrantRequest = {
    providerId,
    client,
    oauth: {
      ...hubspot.oauth,
      authorizationEndpoint: `${server.origin}/authorize`,
      tokenEndpoint: `${server.origin}/token`,
      ...differences,
    },
    scopes: { required: ['a'], optional: ['b'] },
  }
  const attempt: Attempt = { ...createAttempt({ pkce: 'required' }), redirectUri: new URL(place).href }
  const redeem = (query: Record<string, string>, of: Attempt = attempt) => {
    const url = new URL(place)
    url.search = new URLSearchParams({ state: attempt.state, ...query }).toString()
    return redeemAnswer(request, of, url, {
      fetch: (address, init) => fetch(address, init),
      now: () => 1_000,
    })
  }
  const asked = () => server.requests.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
  const tried = () =>
    tryClient(request.oauth, client as ClientCredentials, (address, init) => fetch(address, init))
  return { server, attempt, redeem, asked, tried }
}
const grants = (response: ServerResponse): void => answerJson(response, 200, granted)
const refuses =
  (status: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end('{"error":"x"}')
  }
const classify = (failure: TokenFailure): Partial<OAuthDescription> => ({
  classifyTokenFailure: () => failure,
})

describe('the answer that won', () => {
  it('becomes a grant, with the verifier and the address as it is registered', async () => {
    const { attempt, redeem, asked } = await inHand(grants)
    expect(await redeem({ code: 'code-1' })).toEqual({
      ok: true,
      value: {
        ...{ accessToken: 'access', refreshToken: 'refresh', obtainedAtMs: 1_000, expiresAtMs: 61_000 },
        scopes: ['a', 'b'],
      },
    })
    expect(asked()).toEqual([
      {
        ...{ grant_type: 'authorization_code', code: 'code-1', redirect_uri: place },
        ...{ client_id: 'client-1', client_secret: 'secret', code_verifier: attempt.verifier },
      },
    ])
  })

  it('has no verifier and no refresh token where the provider gives none', async () => {
    const { attempt, redeem, asked } = await inHand((response) =>
      answerJson(response, 200, { ...granted, refresh_token: undefined, scope: 'c' }),
    )
    const result = await redeem({ code: 'code-1' }, { ...attempt, verifier: null })
    expect(result).toMatchObject({ ok: true, value: { refreshToken: null, scopes: ['c'] } })
    expect(asked()[0]).not.toHaveProperty('code_verifier')
  })

  it.each<[string, Record<string, string>, object]>([
    ['no code', {}, { kind: 'sign-in-refused', code: null }],
    ['an empty code', { code: '' }, { kind: 'sign-in-refused', code: null }],
    ['another state', { code: 'c', state: 'x' }, { kind: 'sign-in-state-mismatch' }],
    ['another issuer', { code: 'c', iss: 'https://evil.example' }, { kind: 'sign-in-state-mismatch' }],
    ['a no', { error: 'access_denied' }, { kind: 'sign-in-denied', reason: 'access_denied' }],
    [
      'a no in words',
      { error: 'access_denied', error_description: ' Ana\u0000\u0007said\u2028no\u202e. ' },
      { kind: 'sign-in-denied', reason: 'Ana said no .' },
    ],
    [
      'a no without words',
      { error: 'x', error_description: '\u0000' },
      { kind: 'sign-in-denied', reason: null },
    ],
  ])('R03: with %s ends here, and nothing is sent', async (_what, query, error) => {
    const { redeem, asked } = await inHand(grants)
    expect(await redeem(query)).toEqual({ ok: false, error })
    expect(asked()).toEqual([])
  })

  it('shows five hundred characters of the provider’s words, none of them cut in half', async () => {
    const { redeem } = await inHand(grants)
    const result = await redeem({ error: 'x', error_description: `${'y'.repeat(499)}\u{1f600}` })
    const reason = !result.ok && result.error.kind === 'sign-in-denied' ? result.error.reason : null
    expect(reason).toBe(`${'y'.repeat(499)}\ufffd`)
  })

  it.each<[TokenFailure['class'], object]>([
    ['client', { kind: 'client-rejected', providerId }],
    ['transient', { kind: 'provider-down', status: 400 }],
    ['raced', { kind: 'provider-down', status: 400 }],
    ['revoked', { kind: 'sign-in-refused', code: 'BAD' }],
    ['code-refused', { kind: 'sign-in-refused', code: 'BAD' }],
  ])('that the token endpoint refuses as "%s" says so', async (failureClass, error) => {
    const { redeem } = await inHand(refuses(400), classify({ class: failureClass, code: 'BAD' }))
    expect(await redeem({ code: 'c' })).toEqual({ ok: false, error })
  })

  it('says how long to wait where too many have asked', async () => {
    const transient = classify({ class: 'transient', code: null })
    const told = await inHand(refuses(429, { 'retry-after': '7' }), transient)
    expect(await told.redeem({ code: 'c' })).toEqual({
      ok: false,
      error: { kind: 'rate-limited', retryAfterMs: 7_000 },
    })
    const silent = await inHand(refuses(429), transient)
    expect(await silent.redeem({ code: 'c' })).toEqual({
      ok: false,
      error: { kind: 'rate-limited', retryAfterMs: 10_000 },
    })
  })

  it('is no grant where the reply is no JSON, is odd, or nobody answers', async () => {
    const html = await inHand((response) => response.end('<html>'))
    expect(await html.redeem({ code: 'c' })).toEqual({
      ok: false,
      error: { kind: 'unexpected-response', detail: 'token reply is not JSON' },
    })
    const odd = await inHand((response) => answerJson(response, 200, { access_token: 7 }))
    expect(await odd.redeem({ code: 'c' })).toMatchObject({ error: { kind: 'unexpected-response' } })
    const gone = await inHand((response) => response.destroy())
    expect(await gone.redeem({ code: 'c' })).toMatchObject({ ok: false, error: { kind: expect.any(String) } })
    expect(gone.asked()).toHaveLength(1)
  })
})

describe('client credentials that are tried', () => {
  it.each<[TokenFailure['class'], string]>([
    ['client', 'rejected'],
    ['code-refused', 'accepted'],
    ['revoked', 'accepted'],
    ['raced', 'unclear'],
    ['transient', 'unclear'],
  ])('and a made-up code refused as "%s" are %s', async (failureClass, outcome) => {
    const { tried, asked } = await inHand(refuses(400), classify({ class: failureClass, code: 'BAD' }))
    expect(await tried()).toEqual({ ok: true, value: { outcome, code: 'BAD' } })
    expect(asked()).toMatchObject([
      { grant_type: 'authorization_code', redirect_uri: place, client_id: 'client-1' },
    ])
    expect(asked()[0]).toHaveProperty('code_verifier')
  })

  it('prove nothing where the made-up code is taken, or the answer says neither', async () => {
    const taken = await inHand(grants)
    expect(await taken.tried()).toEqual({ ok: true, value: { outcome: 'unclear', code: null } })
    const html = await inHand((response) => response.end('<html>'))
    expect(await html.tried()).toEqual({ ok: true, value: { outcome: 'unclear', code: null } })
  })

  it.each([
    [429, { kind: 'rate-limited', retryAfterMs: 10_000 }],
    [500, { kind: 'provider-down', status: 500 }],
  ])('cannot be tried where the provider answers %i', async (status, error) => {
    const { tried } = await inHand(refuses(status), classify({ class: 'transient', code: null }))
    expect(await tried()).toEqual({ ok: false, error })
  })

  it('are answered where the provider is in trouble and says which it is all the same', async () => {
    const { tried } = await inHand(refuses(500), classify({ class: 'client', code: null }))
    expect(await tried()).toEqual({ ok: true, value: { outcome: 'rejected', code: null } })
  })

  it('cannot be tried where nobody answers', async () => {
    const { tried } = await inHand((response) => response.destroy())
    expect((await tried()).ok).toBe(false)
  })

  it('are tried without a verifier where the provider takes no part in it', async () => {
    const { tried, asked } = await inHand(grants, { pkce: 'none' })
    await tried()
    expect(asked()[0]).not.toHaveProperty('code_verifier')
  })
})
