import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOf, pathTemplate } from './address.ts'

const base = 'https://api.example.com'

describe('the address of a call', () => {
  it('encodes each segment, so that a hostile id stays one segment', () => {
    expect(addressOf(base, { path: ['crm', 'a/../b?x#y', '%2e%2e', 'ä b'] })).toBe(
      `${base}/crm/a%2F..%2Fb%3Fx%23y/%252e%252e/%C3%A4%20b`,
    )
  })

  it.each([['.'], ['..'], ['']])('refuses the segment "%s", which would be resolved away', (segment) => {
    expect(addressOf(base, { path: ['crm', segment, 'contacts'] })).toBeNull()
  })

  it('refuses lone surrogates in path and query', () => {
    expect(addressOf(base, { path: ['\ud800'] })).toBeNull()
    expect(addressOf(base, { path: ['a'], query: { q: '\udfff' } })).toBeNull()
  })

  it('writes a space as %20 and repeats a name for each of its values', () => {
    expect(addressOf(base, { path: ['a'], query: { q: 'x y&z', ids: ['1', '2+3'] } })).toBe(
      `${base}/a?q=x%20y%26z&ids=1&ids=2%2B3`,
    )
  })

  it('stays below its base and gives back every segment, whatever the segments are', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), (path) => {
        const address = addressOf(base, { path })
        if (address === null) return
        const url = new URL(address)
        expect(url.origin).toBe(base)
        expect(url.pathname.slice(1).split('/').map(decodeURIComponent)).toEqual(path)
      }),
    )
  })
})

describe('the path in the log', () => {
  it('names what is called and hides whose record it is', () => {
    expect(pathTemplate(['crm', 'objects', '2026-09', 'contacts', '501'])).toBe(
      '/crm/objects/2026-09/contacts/{id}',
    )
    expect(pathTemplate(['contacts', 'ada@example.com'])).toBe('/contacts/{id}')
    expect(pathTemplate(['account-info', 'v3', 'appAbC123'])).toBe('/account-info/v3/{id}')
  })
})
