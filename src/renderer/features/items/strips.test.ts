import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anchorRow, rowsPerStrip, rowsToDraw, stripCount } from './strips.ts'

const indexes = (...drawing: Parameters<typeof rowsToDraw>): number[] =>
  rowsToDraw(...drawing).map(({ index }) => index)

describe('rowsToDraw', () => {
  it('draws the rows of the strips, and none past the end', () => {
    expect(stripCount(20)).toBe(3)
    expect(indexes([1, 2], 20, -1)).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
    expect(indexes([], 0, -1)).toEqual([])
  })

  it('keeps the focused row wherever it is, in the order of the list', () => {
    expect(indexes([2], 24, 3)).toEqual([3, 16, 17, 18, 19, 20, 21, 22, 23])
    expect(indexes([0], 1_000, 777).at(-1)).toBe(777)
    expect(indexes([0], 8, 5)).toHaveLength(8)
  })

  it('draws no row that is gone', () => {
    expect(indexes([0], 3, 5)).toEqual([0, 1, 2])
  })

  it('lets a focused row that is far away wait at the edge, so that it stretches nothing', () => {
    expect(rowsToDraw([0], 1_000_000, 999_999).at(-1)).toEqual({ index: 999_999, place: 8 })
    expect(rowsToDraw([100], 1_000_000, 0)[0]).toEqual({ index: 0, place: 799 })
  })

  it('draws every row of the view once and at its own place, however long the list is', () => {
    const anyView = fc.record({
      first: fc.integer({ min: 0, max: 124_000 }),
      length: fc.integer({ min: 1, max: 20 }),
      focused: fc.integer({ min: -1, max: 999_999 }),
    })
    fc.assert(
      fc.property(anyView, ({ first, length, focused }) => {
        const strips = Array.from({ length }, (_, step) => first + step)
        const drawn = rowsToDraw(strips, 1_000_000, focused)
        expect(new Set(drawn.map(({ index }) => index)).size).toBe(drawn.length)
        expect(new Set(drawn.map(({ place }) => place)).size).toBe(drawn.length)
        const anchor = anchorRow(first * rowsPerStrip)
        const inView = drawn.filter(({ index }) => Math.floor(index / rowsPerStrip) >= first)
        for (const { index, place } of inView.slice(0, length * rowsPerStrip))
          expect(place).toBe(index - anchor)
      }),
    )
  })
})
