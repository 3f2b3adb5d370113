import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentOffsetAt, offsetShowing, scrollScale, scrollTopFor } from './scroll-scale.ts'

const rowHeight = 34
const anyScale = fc
  .record({
    rows: fc.integer({ min: 0, max: 5_000_000 }),
    viewport: fc.integer({ min: 40, max: 3_000 }),
    pixelRatio: fc.constantFrom(1, 1.25, 2, 3),
  })
  .map(({ rows, viewport, pixelRatio }) => ({
    rows,
    scale: scrollScale(rows, rowHeight, viewport, pixelRatio),
  }))

const maxScroll = (scale: ReturnType<typeof scrollScale>): number =>
  Math.max(0, scale.trackHeight - scale.viewportHeight)

describe('scrollScale', () => {
  it('leaves a list that the page can lay out as it is', () => {
    const scale = scrollScale(100_000, rowHeight, 700)
    expect(scale.trackHeight).toBe(3_400_000)
    expect(contentOffsetAt(scale, 1_234_567)).toBe(1_234_567)
    expect(scrollTopFor(scale, 1_234_567)).toBe(1_234_567)
  })

  it('keeps a million rows under the height that a browser can lay out, also on dense screens', () => {
    expect(scrollScale(1_000_000, rowHeight, 700).trackHeight).toBe(15_000_000)
    expect(scrollScale(1_000_000, rowHeight, 700, 3).trackHeight * 3).toBeLessThan(33_000_000)
  })

  it('reaches the last row exactly at the end of the track, whatever the sizes', () => {
    fc.assert(
      fc.property(anyScale, ({ scale }) => {
        const end = contentOffsetAt(scale, maxScroll(scale))
        expect(end).toBe(Math.max(0, scale.contentHeight - scale.viewportHeight))
      }),
    )
  })

  it('reaches the last row although the DOM reports rounded sizes', () => {
    const scale = scrollScale(1_000_000, rowHeight, 700)
    expect(contentOffsetAt(scale, maxScroll(scale) - 0.6)).toBe(scale.contentHeight - 700)
  })

  it('never goes backwards while the user scrolls forwards', () => {
    fc.assert(
      fc.property(anyScale, fc.double({ min: 0, max: 1, noNaN: true }), ({ scale }, at) => {
        const scrollTop = at * maxScroll(scale)
        expect(contentOffsetAt(scale, scrollTop + 1)).toBeGreaterThanOrEqual(
          contentOffsetAt(scale, scrollTop),
        )
      }),
    )
  })

  it('brings every row wholly into view, after the browser rounded the scroll position', () => {
    fc.assert(
      fc.property(anyScale, fc.double({ min: 0, max: 1, noNaN: true }), ({ rows, scale }, at) => {
        fc.pre(rows > 0)
        const row = Math.min(rows - 1, Math.floor(at * rows))
        const wanted = offsetShowing(scale, 0, row, rowHeight)
        const offset = contentOffsetAt(scale, Math.round(scrollTopFor(scale, wanted)))
        // Half a pixel of track is at most this much list.
        const grain = scale.contentHeight / Math.max(1, scale.trackHeight)
        expect(row * rowHeight).toBeGreaterThanOrEqual(offset - grain)
        expect((row + 1) * rowHeight).toBeLessThanOrEqual(offset + scale.viewportHeight + grain)
      }),
    )
  })
})

describe('offsetShowing', () => {
  const scale = scrollScale(1_000, rowHeight, 340)

  it('does not move when the row is in view already', () => {
    expect(offsetShowing(scale, 100, 5, rowHeight)).toBe(100)
  })

  it('moves up or down only as far as needed', () => {
    expect(offsetShowing(scale, 100, 1, rowHeight)).toBe(34)
    expect(offsetShowing(scale, 100, 20, rowHeight)).toBe(21 * rowHeight - 340)
  })
})
