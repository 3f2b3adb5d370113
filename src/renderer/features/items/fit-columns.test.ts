import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Column } from '../../../shared/model/arrangement.ts'
import { defaultColumns, withWidth } from './column-choice.ts'
import { checkWidth, fitColumns } from './fit-columns.ts'

const fitted = (width: number, columns: readonly Column[] = defaultColumns) =>
  fitColumns(width + checkWidth, columns, () => 'text')
const ids = (width: number): string[] => fitted(width).map(({ id }) => id)
const totalOf = (columns: ReturnType<typeof fitColumns>): number =>
  columns.reduce((total, { width }) => total + width, 0)

describe('fitColumns', () => {
  it('shows every column where there is room, in the order of the screen', () => {
    expect(ids(1_060)).toEqual(defaultColumns.map(({ field }) => field))
  })

  it('leaves out the columns that matter least beside an open detail pane', () => {
    expect(ids(620)).toEqual(['name', 'type', 'email', 'modified'])
    expect(ids(400)).toEqual(['name', 'email'])
  })

  it('keeps the name even where nothing fits', () => {
    expect(ids(50)).toEqual(['name'])
  })

  it('says where a column stands among all of them, so that the gaps can be announced', () => {
    expect(fitted(620).map(({ position }) => position)).toEqual([1, 2, 4, 7])
  })

  it('keeps the width that the user chose, and no other column vanishes for it', () => {
    const columns = fitted(1_060, withWidth(defaultColumns, 'name', 500))
    expect(columns.find(({ id }) => id === 'name')?.width).toBe(500)
    expect(columns).toHaveLength(defaultColumns.length)
  })

  it('gives larger text more room', () => {
    const widthOf = (textScale: number): number | undefined =>
      fitColumns(1_400 + checkWidth, defaultColumns, () => 'text', textScale).find(
        ({ id }) => id === 'modified',
      )?.width
    expect([widthOf(1), widthOf(1.25)]).toEqual([124, 155])
  })

  it('fills the list without ever needing to scroll sideways by itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 180, max: 4_000 }), (width) => {
        const columns = fitted(width)
        expect(totalOf(columns)).toBeLessThanOrEqual(width)
        expect(width - totalOf(columns)).toBeLessThan(columns.length + (columns.length === 1 ? 0 : 1))
      }),
    )
  })

  it('shows every column that somebody chose, however narrow the list is', () => {
    const chosen = [...defaultColumns, { field: 'created' as const, width: null, isPinned: false }]
    expect(fitted(300, chosen)).toHaveLength(8)
    expect(totalOf(fitted(300, chosen))).toBeGreaterThan(300)
  })

  it('lines pinned columns up at the start of the line, and never lets them fill the list', () => {
    const chosen = defaultColumns.map((column, index) => ({ ...column, isPinned: index < 3 }))
    const pins = fitted(1_500, chosen).map(({ pin }) => pin?.insetInlineStart ?? null)
    const [name = 0, type = 0] = fitted(1_500, chosen).map(({ width }) => width)
    expect(pins.slice(0, 4)).toEqual([checkWidth, checkWidth + name, checkWidth + name + type, null])
    expect(
      fitted(300, chosen)
        .filter(({ pin }) => pin !== null)
        .map(({ id }) => id),
    ).toEqual(['name'])
  })
})
