import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { providers } from '../providers/registry.ts'
import { appScheme, isUsableRedirectAddress } from './redirect-address.ts'

describe('a redirect address', () => {
  it.each([
    'http://localhost:17823/oauth/hubspot/callback',
    'http://localhost:8000/integrations/hubspot/oauth2callback',
    'http://127.0.0.1:9/x',
    'http://[::1]:9/x',
    'http://localhost/x',
    'http://localhost:8000/x/',
    `${appScheme}:/oauth/made-up/callback`,
  ])('can be %s', (address) => {
    expect(isUsableRedirectAddress(address)).toBe(true)
  })

  it.each([
    ['nothing', ''],
    ['no address', 'callback'],
    ['another computer', 'http://example.com/callback'],
    ['https, for which there is no certificate', 'https://localhost:8000/callback'],
    ['a name that only begins like this computer', 'http://localhost.example.com/callback'],
    ['every address of this computer', 'http://0.0.0.0:8000/callback'],
    ['an address on the network', 'http://192.168.1.2:8000/callback'],
    ['no path', 'http://localhost:8000'],
    ['an empty path', 'http://localhost:8000/'],
    ['a path that begins with two slashes', 'http://localhost:8000//x'],
    ['no port at all', 'http://localhost:0/callback'],
    ['a query', 'http://localhost:8000/callback?a=b'],
    ['an empty query', 'http://localhost:8000/callback?'],
    ['a fragment', 'http://localhost:8000/callback#a'],
    ['an empty fragment', 'http://localhost:8000/callback#'],
    ['a user', 'http://me@localhost:8000/callback'],
    ['an empty user', 'http://@localhost:8000/callback'],
    ['a space in front', ' http://localhost:8000/callback'],
    ['a line break', 'http://localhost:8000/call\nback'],
    ['backslashes', 'http:\\\\localhost:8000\\callback'],
    ['letters beyond ASCII', 'http://localhost:8000/r\u00fcckruf'],
    [
      'the scheme with two slashes, where the path begins with a host',
      `${appScheme}://oauth/made-up/callback`,
    ],
    ['the scheme without a slash', `${appScheme}:oauth`],
    ['the scheme without a path', `${appScheme}:/`],
    ['somebody else\u2019s scheme', 'com.example.app:/oauth/made-up/callback'],
    ['a script', 'javascript:/x'],
    ['a file', 'file:///etc/passwd'],
  ])('cannot be %s', (_what, address) => {
    expect(isUsableRedirectAddress(address)).toBe(false)
  })

  it.each(providers)('of $descriptor.id is one', ({ descriptor }) => {
    expect(descriptor.redirectUris.filter((address) => !isUsableRedirectAddress(address))).toEqual([])
  })

  it('has the scheme that the package registers', () => {
    const configuration = readFileSync(new URL('../../../electron-builder.yml', import.meta.url), 'utf8')
    expect(configuration).toContain(`appId: ${appScheme}\n`)
    expect(configuration).toMatch(new RegExp(`schemes: \\[${appScheme}\\]`))
  })
})
