import { describe, expect, it } from 'vitest'
import { pageAddress } from './page-address.ts'

const hosts = [/^app(-[a-z0-9]+)?\.provider\.example$/]

describe('the address of a page', () => {
  it('passes for https on a host that the provider names', () => {
    expect(pageAddress('https://app-eu1.provider.example/contacts/1', hosts)).toBe(
      'https://app-eu1.provider.example/contacts/1',
    )
  })

  it.each([
    'http://app.provider.example/',
    'file:///etc/passwd',
    'smb://app.provider.example/x',
    'ms-msdt:/id',
    '\\\\host\\share',
    'javascript:alert(1)',
    'https://app.provider.example@evil.example/',
    'https://evil.example/app.provider.example',
    'https://app.provider.example.evil.example/',
    'https://app.provider.example:8443/',
    `https://app.provider.example/${'x'.repeat(3_000)}`,
    '',
    'not an address',
  ])('is refused for %s', (url) => {
    expect(pageAddress(url, hosts)).toBeNull()
  })
})
