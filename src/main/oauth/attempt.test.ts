import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hubspot } from '../providers/hubspot/index.ts'
import {
  authorizationAddress,
  createAttempt,
  isAnswerTo,
  isSamePlace,
  registeredAddress,
  type GrantRequest,
} from './attempt.ts'

const place = 'http://localhost:17823/oauth/hubspot/callback'
const request = (differences: Partial<GrantRequest['oauth']> = {}): GrantRequest => ({
  providerId: hubspot.descriptor.id,
  oauth: { ...hubspot.oauth, authorizationEndpoint: 'https://app.example.com/authorize', ...differences },
  client: { clientId: 'client 1', clientSecret: 'secret', redirectUris: ['http://localhost:1/other', place] },
  scopes: { required: ['a.read', 'b'], optional: ['c'] },
})
const attemptAt = (redirectUri: string | null, pkce: 'none' | 'required' = 'required') => ({
  ...createAttempt({ pkce }),
  redirectUri,
})

describe('an attempt', () => {
  it('has a state and a verifier of its own, and no verifier where the provider takes no part', () => {
    const [one, other] = [createAttempt({ pkce: 'required' }), createAttempt({ pkce: 'required' })]
    expect(one.state).toMatch(/^[\w-]{43}$/)
    expect(one.verifier).toMatch(/^[\w-]{43}$/)
    expect(one.state).not.toBe(other.state)
    expect(one.verifier).not.toBe(other.verifier)
    expect(one).toMatchObject({ redirectUri: null, answer: null })
    expect(createAttempt({ pkce: 'none' }).verifier).toBeNull()
  })
})

describe('the address that the user opens', () => {
  it('says who asks, where the answer goes, what for, and proves the verifier', async () => {
    const attempt = attemptAt(place)
    const address = await authorizationAddress(request({ optionalScopeParameter: 'optional_scope' }), attempt)
    expect(address.href.startsWith('https://app.example.com/authorize?')).toBe(true)
    const parameters = Object.fromEntries(address.searchParams)
    expect(parameters).toMatchObject({
      ...{ response_type: 'code', client_id: 'client 1', redirect_uri: place, state: attempt.state },
      ...{ scope: 'a.read b', optional_scope: 'c', code_challenge_method: 'S256' },
      code_challenge: createHash('sha256').update(attempt.verifier!).digest('base64url'),
    })
    // A plus sign would not be read as a space.
    expect(address.search).toContain('scope=a.read%20b&')
    expect(address.search).not.toContain('+')
    expect(address.href).not.toContain(attempt.verifier!)
  })

  it('asks for all of it by one name where the provider has no other', async () => {
    const address = await authorizationAddress(request({ optionalScopeParameter: null }), attemptAt(place))
    expect(address.searchParams.get('scope')).toBe('a.read b c')
    expect(address.searchParams.has('optional_scope')).toBe(false)
  })

  it('proves nothing where the provider takes no part in it', async () => {
    const address = await authorizationAddress(request(), attemptAt(place, 'none'))
    expect(address.searchParams.has('code_challenge')).toBe(false)
    expect(address.searchParams.has('code_challenge_method')).toBe(false)
  })
})

describe('the redirect address', () => {
  it('is named as it is registered, letter for letter', () => {
    const client = { ...request().client, redirectUris: ['http://localhost:1/a', 'http://LOCALHOST:80/b'] }
    expect(registeredAddress(client, { redirectUri: 'http://localhost/b' })).toBe('http://LOCALHOST:80/b')
    expect(registeredAddress(client, { redirectUri: 'http://localhost:1/a' })).toBe('http://localhost:1/a')
    expect(registeredAddress(client, { redirectUri: 'http://localhost:2/c' })).toBe('http://localhost:2/c')
  })

  it('is not made up before a transport has settled on one', () => {
    expect(() => registeredAddress(request().client, { redirectUri: null })).toThrow(
      'no transport has settled',
    )
  })

  it.each([
    ['https://localhost:1/a', false],
    ['http://127.0.0.1:1/a', false],
    ['http://localhost:2/a', false],
    ['http://localhost:1/a/', false],
    ['http://localhost:1/a?x=1#y', true],
  ])('is the place of %s: %s', (address, expected) => {
    expect(isSamePlace(new URL(address), new URL('http://localhost:1/a'))).toBe(expected)
  })
})

describe('an answer', () => {
  const attempt = attemptAt(place)
  const answers = (query: string, at = place) => isAnswerTo(attempt, new URL(`${at}?${query}`))
  const good = `code=c&state=${attempt.state}`

  it('R01 R03: carries the state of the attempt to the place of the attempt', () => {
    expect(answers(good)).toBe(true)
    expect(answers(`error=access_denied&state=${attempt.state}`)).toBe(true)
    expect(answers(good, 'http://localhost:17823/oauth/notion/callback')).toBe(false)
    expect(answers(good, 'http://localhost:17833/oauth/hubspot/callback')).toBe(false)
    expect(isAnswerTo(attemptAt(null), new URL(`${place}?${good}`))).toBe(false)
  })

  it.each([
    ['none', 'code=c'],
    ['an empty one', 'code=c&state='],
    ['a shorter one', `code=c&state=${attempt.state.slice(1)}`],
    ['a longer one', `code=c&state=${attempt.state}x`],
    [
      'another one of the same length',
      `code=c&state=${attempt.state.replace(/^./, (it) => (it === 'x' ? 'y' : 'x'))}`,
    ],
  ])('R01: is none with %s for a state', (_what, query) => {
    expect(answers(query)).toBe(false)
  })

  it.each(['state', 'code', 'error', 'error_description', 'iss'])(
    'R01: is none where it says %s more than once',
    (name) => {
      const said = new URLSearchParams(good)
      said.set(name, said.get(name) ?? 'x')
      expect(answers(said.toString())).toBe(true)
      said.append(name, said.get(name)!)
      expect(answers(said.toString())).toBe(false)
    },
  )
})
