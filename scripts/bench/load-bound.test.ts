import { describe, expect, it } from 'vitest'
import { formulaOf, shortestLoad } from './load-bound.mjs'

const list = { name: 'lists', pageSize: 100, callsPerSecond: 11, chainsPerType: 1 }

describe('the shortest load', () => {
  it('is as long as one chain needs, where the limit lies above it', () => {
    const seconds = shortestLoad({ counts: { a: 1_000 }, latencySeconds: 0.5, kinds: [list] })
    expect(seconds).toBeCloseTo(5, 1)
  })

  it('is as long as the limit needs, where more chains could bring more', () => {
    const counts = { a: 1_100, b: 1_100 }
    expect(shortestLoad({ counts, latencySeconds: 0.1, kinds: [list] })).toBeCloseTo(2, 1)
  })

  it('slows down where a type is through and its chains are closed', () => {
    const counts = { a: 100, b: 500 }
    // A second for both, then four pages on one chain of half a second.
    expect(shortestLoad({ counts, latencySeconds: 0.5, kinds: [list] })).toBeCloseTo(2.5, 1)
  })

  it('says how it was reckoned', () => {
    expect(formulaOf({ latencySeconds: 0.15, kinds: [list] })).toBe(
      'records a second <= min(11 lists/s, types open x 1 / 0.15 s) x 100',
    )
  })
})
