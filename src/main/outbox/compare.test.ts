import { describe, expect, it } from 'vitest'
import { compare, differing } from './compare.ts'
import { made } from './test-support/made-changes.ts'

const isSame = (_name: string, one: string, other: string): boolean => one === other

describe('an update and what the provider has now', () => {
  it.each([
    ['nobody else touched it', { base: 'a', yours: 'b', theirs: 'a' }, 'sent'],
    ['nobody else touched it, and it was empty', { base: '', yours: 'b', theirs: '' }, 'sent'],
    ['it is cleared, and nobody else touched it', { base: 'a', yours: '', theirs: 'a' }, 'sent'],
    ['somebody came to the same', { base: 'a', yours: 'b', theirs: 'b' }, 'already'],
    ['somebody cleared it as well', { base: 'a', yours: '', theirs: '' }, 'already'],
    ['somebody set something else', { base: 'a', yours: 'b', theirs: 'c' }, 'conflict'],
    ['somebody cleared it', { base: 'a', yours: 'b', theirs: '' }, 'conflict'],
    ['somebody filled what was empty', { base: '', yours: 'b', theirs: 'c' }, 'conflict'],
  ] as const)('R40: %s', (_case, { base, yours, theirs }, outcome) => {
    const change = made({ values: { phone: yours }, base: { phone: base } })
    const remote = theirs === '' ? {} : { phone: theirs }
    expect(compare(change, remote, isSame)).toEqual({
      toSend: outcome === 'sent' ? { phone: yours } : {},
      already: outcome === 'already' ? ['phone'] : [],
      conflicts: outcome === 'conflict' ? ['phone'] : [],
    })
  })
})

it('a property that is called as something every object has is not set until it is', () => {
  expect(differing(['constructor', 'valueOf'], {}, {}, isSame)).toEqual([])
  const change = made({ values: { constructor: 'Brunel' }, base: {} })
  expect(compare(change, {}, isSame)).toMatchObject({ toSend: { constructor: 'Brunel' }, conflicts: [] })
})

it('two states of a record differ in those of the fields that are not one value to the provider', () => {
  const sameDigits = (name: string, one: string, other: string): boolean =>
    name === 'phone' ? one.replaceAll(' ', '') === other.replaceAll(' ', '') : one === other
  const before = { phone: '+44 1', city: 'Bonn', fax: '1' }
  expect(
    differing(['phone', 'city', 'website'], before, { phone: '+441', city: 'Köln' }, sameDigits),
  ).toEqual(['city'])
  expect(differing(['fax', 'website'], before, { website: 'a.example' }, sameDigits)).toEqual([
    'fax',
    'website',
  ])
})
