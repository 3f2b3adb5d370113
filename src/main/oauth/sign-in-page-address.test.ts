import { describe, expect, it } from 'vitest'
import { scopesFor } from '../../shared/model/provider.ts'
import { providers } from '../providers/registry.ts'
import { authorizationAddress, createAttempt } from './attempt.ts'
import { signInPageAddress } from './sign-in-page-address.ts'

describe('a sign-in page for the browser', () => {
  it.each([
    'https://app.example.com/oauth/authorize?state=s',
    'http://localhost:17000/oauth/authorize',
    'http://127.0.0.1:17000/oauth/authorize',
    'http://[::1]:17000/oauth/authorize',
  ])('can be %s', (address) => {
    expect(signInPageAddress(new URL(address))).toBe(address)
  })

  it('is written anew', () => {
    expect(signInPageAddress(new URL('HTTPS://App.Example.com:443/a b"<'))).toBe(
      'https://app.example.com/a%20b%22%3C',
    )
  })

  it.each([
    'http://app.example.com/oauth/authorize',
    'http://localhost.example.com/oauth/authorize',
    'https://user@app.example.com/oauth/authorize',
    'https://:secret@app.example.com/oauth/authorize',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-msdt:/id',
    'org.portolan.desktop:/oauth/made-up/callback',
  ])('cannot be %s', (address) => {
    expect(signInPageAddress(new URL(address))).toBeNull()
  })

  it('R18: can have 2,081 characters, as Windows lets it, and no more', () => {
    const address = 'https://app.example.com/'
    expect(signInPageAddress(new URL(address.padEnd(2_081, 'x')))).toHaveLength(2_081)
    expect(signInPageAddress(new URL(address.padEnd(2_082, 'x')))).toBeNull()
  })

  it.each(providers)(
    'R18: of $descriptor.id can be opened with every scope and the longest registration',
    async ({ descriptor, oauth }) => {
      const redirectUri = 'http://localhost:8000/'.padEnd(300, 'x')
      const client = { clientId: 'x'.repeat(100), clientSecret: null, redirectUris: [redirectUri] }
      const attempt = createAttempt({ pkce: 'required' })
      attempt.redirectUri = redirectUri
      const scopes = scopesFor(descriptor, 'write')
      const request = { providerId: descriptor.id, oauth, client, scopes }
      const address = await authorizationAddress(request, attempt)
      expect(signInPageAddress(address)).toBe(address.href)
    },
  )
})
