import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnRules, fitColumns } from './fit-columns.ts'

const ids = (width: number): string[] => fitColumns(width).map(({ id }) => id)
const totalOf = (columns: ReturnType<typeof fitColumns>): number =>
  columns.reduce((total, { width }) => total + width, 0)

describe('fitColumns', () => {
  it('shows every column where there is room, in the order of the screen', () => {
    expect(ids(1_060)).toEqual(columnRules.map(({ id }) => id))
  })

  it('leaves out the columns that matter least beside an open detail pane', () => {
    expect(ids(620)).toEqual(['name', 'type', 'email', 'updated'])
    expect(ids(400)).toEqual(['name', 'email'])
  })

  it('keeps the name even where nothing fits', () => {
    expect(ids(50)).toEqual(['name'])
  })

  it('says where a column stands among all of them, so that the gaps can be announced', () => {
    expect(fitColumns(620).map(({ position }) => position)).toEqual([1, 2, 4, 7])
  })

  it('keeps the width that the user chose, and no other column vanishes for it', () => {
    const columns = fitColumns(1_060, { name: 500 })
    expect(columns.find(({ id }) => id === 'name')?.width).toBe(500)
    expect(columns).toHaveLength(columnRules.length)
  })

  it('fills the list without ever needing to scroll sideways by itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 180, max: 4_000 }), (width) => {
        const columns = fitColumns(width)
        expect(totalOf(columns)).toBeLessThanOrEqual(width)
        expect(width - totalOf(columns)).toBeLessThan(columns.length + (columns.length === 1 ? 0 : 1))
      }),
    )
  })
})
