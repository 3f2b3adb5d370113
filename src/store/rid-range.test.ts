import { describe, expect, it } from 'vitest'
import { joinedRanges, ridRange } from './rid-range.ts'

describe('row id ranges', () => {
  it('gives every stream a range of its own, later streams below earlier ones', () => {
    const [first, second] = [ridRange(1), ridRange(2)]
    expect(second.last).toBe(first.first - 1)
    expect(first.last - first.first).toBe(2 ** 32 - 1)
    expect(Number.isSafeInteger(first.last)).toBe(true)
  })

  it('joins neighbours, the highest first', () => {
    expect(joinedRanges([3, 1, 2])).toEqual([{ first: ridRange(3).first, last: ridRange(1).last }])
    expect(joinedRanges([1, 3])).toEqual([ridRange(1), ridRange(3)])
    expect(joinedRanges([])).toEqual([])
  })

  it('refuses a stream beyond the last range instead of sharing one', () => {
    expect(ridRange(4_095).first).toBeGreaterThan(0)
    expect(() => ridRange(4_096)).toThrow('more streams')
  })
})
