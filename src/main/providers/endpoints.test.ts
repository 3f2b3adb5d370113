import { describe, expect, it } from 'vitest'
import { endpointsFileSchema, providerEndpointsSchema, withEndpoints } from './endpoints.ts'
import { hubspot } from './hubspot/index.ts'

describe('the endpoints file', () => {
  const place = {
    authorize: 'http://localhost:4000/oauth/authorize',
    token: 'http://127.0.0.1:4000/oauth/token',
    api: 'https://api.provider.example/',
    clientId: 'client',
    clientSecret: 'secret',
  }

  it('maps provider ids to places and drops the process id', () => {
    expect(endpointsFileSchema.parse({ pid: 4711, provider: place })).toEqual({ provider: place })
  })

  it.each([
    'http://provider.example/',
    'ftp://localhost/',
    'http://user@localhost/',
    'http://localhost.evil.example/',
    'nowhere',
  ])('refuses %s as an address', (api) => {
    expect(endpointsFileSchema.safeParse({ provider: { ...place, api } }).success).toBe(false)
  })

  it('lifts a provider’s limits where nobody counts, and nowhere else', () => {
    const classesAt = (limits?: boolean) => {
      const at = { ...place, ...(limits === undefined ? {} : { limits }) }
      const { rateLimits } = withEndpoints(hubspot, providerEndpointsSchema.parse(at))
      const refused = rateLimits.alsoRefused?.({ status: 429, body: { policyName: 'SECONDLY' } })
      return [
        ...rateLimits.classesOf({ method: 'GET', path: ['crm'] }),
        ...(refused === 'all' ? [] : (refused ?? [])),
      ].map(({ name, window }) => [name, window?.calls ?? null])
    }
    for (const limits of [undefined, true]) {
      expect(classesAt(limits)).toEqual([
        ['calls', 100],
        ['searches', 5],
      ])
    }
    expect(classesAt(false)).toEqual([
      ['calls', null],
      ['searches', null],
    ])
  })

  it('moves a provider, but not the pages of its records', () => {
    const moved = withEndpoints(hubspot, place)
    expect(moved.oauth).toMatchObject({ authorizationEndpoint: place.authorize, tokenEndpoint: place.token })
    // What is told a token moves along with the endpoint that issues it, at its own path.
    const { revocation, introspection } = moved.oauth
    expect(revocation?.address).toBe('http://127.0.0.1:4000/oauth/2026-09/token/revoke')
    expect(introspection?.address).toBe('http://127.0.0.1:4000/oauth/2026-09/token/introspect')
    expect(moved.apiBaseUrl).toBe('https://api.provider.example')
    expect(moved.pageHosts).toBe(hubspot.pageHosts)
  })
})
