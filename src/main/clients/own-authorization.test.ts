import { describe, expect, it } from 'vitest'
import { ownAuthorizationEndpoint } from './own-authorization.ts'

const oauth = { authorizationHosts: [/^app(-[a-z0-9]+)?\.harbour\.example$/] }

describe('an authorization address of the user’s own', () => {
  it.each([
    ['https://app.harbour.example/oauth/authorize', 'https://app.harbour.example/oauth/authorize'],
    [
      'https://app-eu1.harbour.example/oauth/77/authorize?client_id=a&scope=b#c',
      'https://app-eu1.harbour.example/oauth/77/authorize',
    ],
    ['https://APP.harbour.example/x', 'https://app.harbour.example/x'],
  ])('%s is used without its query', (address, endpoint) => {
    expect(ownAuthorizationEndpoint(oauth, address)).toBe(endpoint)
  })

  it.each([
    'http://app.harbour.example/oauth/authorize',
    'https://app.harbour.example.evil.example/oauth/authorize',
    'https://evil.example/app.harbour.example',
    'https://app.harbour.example@evil.example/',
    'https://ana:pass@app.harbour.example/',
    'https://app.harbour.example:8443/',
    'https://evil.example\\@app.harbour.example/',
    'javascript:alert(1)',
    'not an address',
    '',
  ])('%j is not', (address) => {
    expect(ownAuthorizationEndpoint(oauth, address)).toBeNull()
  })
})
