import { describe, expect, it } from 'vitest'
import { figuresOf, figuresTable, median } from './figures.mjs'

const rounds = [
  { blankMs: 400, shellMs: 500, rowsMs: 600 },
  { blankMs: 800, shellMs: 1_000, rowsMs: 1_120 },
  { blankMs: 410, shellMs: 520, rowsMs: 574 },
]

describe('median', () => {
  it('is the middle one, or the mean of the two in the middle, in whatever order they come', () => {
    expect(median([900, 100, 500])).toBe(500)
    expect(median([4, 1, 3, 2])).toBe(2.5)
  })
})

describe('figuresOf', () => {
  it('takes ratios within a round, so that a slow moment weighs on both sides', () => {
    const { medians, ratios } = figuresOf(rounds, 16_200)
    expect(medians).toEqual({ blankMs: 410, shellMs: 520, rowsMs: 600 })
    expect(ratios).toEqual({ rowsToBlank: 1.4, rowsToShell: 1.12 })
  })
})

describe('figuresTable', () => {
  it('shows every start with its rounds, and how long the rows take against the other two', () => {
    const lines = figuresTable(figuresOf(rounds, 16_200)).split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[1]).toMatch(/blank Electron window\s+410 ms\s+400, 800, 410\s+1\.40 × this$/)
    expect(lines[2]).toMatch(/empty React \+ MUI shell\s+520 ms\s+500, 1000, 520\s+1\.12 × this$/)
    expect(lines[3]).toMatch(/16,200 items\s+600 ms\s+600, 1120, 574$/)
  })
})
