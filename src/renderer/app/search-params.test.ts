import { describe, expect, it } from 'vitest'
import { parseConnectSearch, parseItemsSearch } from './search-params.ts'

describe('search parameters', () => {
  it('drop what does not parse and keep the rest', () => {
    const sort = [{ by: 'email', direction: 'ascending' }]
    expect(
      parseItemsSearch({ q: 'ada', type: 'spaceship', sort, filter: { match: 'all' }, other: 'x' }),
    ).toEqual({ q: 'ada', type: undefined, sort, filter: undefined })
    expect(parseItemsSearch({ sort: 'name' }).sort).toBeUndefined()
    expect(parseItemsSearch({ q: 'x'.repeat(201) }).q).toBeUndefined()
  })

  it.each(['//example.com', 'https://example.com', 'items', ''])('never return to %j', (returnTo) => {
    expect(parseConnectSearch({ returnTo }).returnTo).toBeUndefined()
  })

  it('return to a place within the app with all that it shows', () => {
    expect(parseConnectSearch({ returnTo: '/items?q=ada' }).returnTo).toBe('/items?q=ada')
  })
})
