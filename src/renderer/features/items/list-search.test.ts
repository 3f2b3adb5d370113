import { describe, expect, it } from 'vitest'
import { queryOf, shownSort, sortedBy } from './list-search.ts'

describe('queryOf', () => {
  it('lists everything by name where the address says nothing', () => {
    const query = queryOf({})
    expect(query).toEqual({
      search: '',
      type: null,
      parentKey: null,
      accountId: null,
      filter: null,
      sort: [],
      kept: [],
    })
    expect(shownSort(query)).toEqual([{ by: 'name', direction: 'ascending' }])
  })

  it('orders a search by how well it matches, unless an order was chosen', () => {
    expect(shownSort(queryOf({ q: 'ada' }))).toEqual([])
    const sort = [{ by: 'email' as const, direction: 'ascending' as const }]
    expect(shownSort(queryOf({ q: 'ada', sort }))).toEqual(sort)
  })
})

describe('sortedBy', () => {
  const byName = shownSort(queryOf({}))

  it('turns the order of the same column round, and starts afresh with another', () => {
    expect(sortedBy('name', byName)).toEqual({ sort: [{ by: 'name', direction: 'descending' }] })
    expect(sortedBy('modified', byName)).toEqual({ sort: [{ by: 'modified', direction: 'descending' }] })
  })

  it('adds a column behind the ones before, or turns it round in its place', () => {
    const both = sortedBy('modified', byName, true).sort ?? []
    expect(both.map(({ by }) => by)).toEqual(['name', 'modified'])
    expect(sortedBy('name', both, true).sort).toEqual([
      { by: 'name', direction: 'descending' },
      { by: 'modified', direction: 'descending' },
    ])
  })
})
