import { describe, expect, it } from 'vitest'
import { rowsToDraw, stripCount } from './strips.ts'

describe('rowsToDraw', () => {
  it('draws the rows of the strips, and none past the end', () => {
    expect(stripCount(20)).toBe(3)
    expect(rowsToDraw([1, 2], 20, -1)).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
  })

  it('keeps the focused row wherever it is, in the order of the list', () => {
    expect(rowsToDraw([2], 24, 3)).toEqual([3, 16, 17, 18, 19, 20, 21, 22, 23])
    expect(rowsToDraw([0], 1_000, 777).at(-1)).toBe(777)
    expect(rowsToDraw([0], 8, 5)).toHaveLength(8)
  })

  it('draws no row that is gone', () => {
    expect(rowsToDraw([0], 3, 5)).toEqual([0, 1, 2])
  })
})
