import { describe, expect, it } from 'vitest'
import { queryOf, sortedBy } from './list-search.ts'

describe('queryOf', () => {
  it('lists everything by name where the address says nothing', () => {
    expect(queryOf({})).toEqual({
      search: '',
      type: null,
      parentKey: null,
      accountId: null,
      sort: { by: 'name', direction: 'ascending' },
    })
  })

  it('starts with the latest change where only the column is named', () => {
    expect(queryOf({ sort: 'modified' }).sort).toEqual({ by: 'modified', direction: 'descending' })
  })
})

describe('sortedBy', () => {
  it('turns the order of the same column round, and starts afresh with another', () => {
    const byName = queryOf({}).sort
    expect(sortedBy('name', byName)).toEqual({ sort: 'name', direction: 'descending' })
    expect(sortedBy('modified', byName)).toEqual({ sort: 'modified', direction: 'descending' })
  })
})
