import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, cellAfterKey, type GridKey } from './grid-keys.ts'

const extent = { rows: 100_000, columns: 7, pageRows: 18 }
const press = (key: string, held: Partial<GridKey> = {}): GridKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})
const from = (row: number, column: number): Cell => ({ row, column })

describe('cellAfterKey', () => {
  it.each([
    ['ArrowDown', from(6, 2)],
    ['ArrowUp', from(4, 2)],
    ['ArrowRight', from(5, 3)],
    ['ArrowLeft', from(5, 1)],
    ['Home', from(5, 0)],
    ['End', from(5, 6)],
    ['PageDown', from(23, 2)],
    ['PageUp', from(0, 2)],
  ])('%s moves from row 5, column 2', (key, expected) => {
    expect(cellAfterKey(from(5, 2), press(key), extent)).toEqual(expected)
  })

  it('goes to the first and the last row with Ctrl, or Cmd on macOS', () => {
    expect(cellAfterKey(from(5, 2), press('End', { ctrlKey: true }), extent)).toEqual(from(99_999, 2))
    expect(cellAfterKey(from(5, 2), press('Home', { metaKey: true }), extent)).toEqual(from(0, 2))
  })

  it('reaches the header with Arrow Up from the first row, and comes back', () => {
    expect(cellAfterKey(from(0, 3), press('ArrowUp'), extent)).toEqual(from(-1, 3))
    expect(cellAfterKey(from(-1, 3), press('ArrowDown'), extent)).toEqual(from(0, 3))
  })

  it('leaves other keys, and keys with Alt or Shift, to others', () => {
    expect(cellAfterKey(from(5, 2), press('Enter'), extent)).toBeNull()
    expect(cellAfterKey(from(5, 2), press('ArrowLeft', { altKey: true }), extent)).toBeNull()
    expect(cellAfterKey(from(5, 2), press('ArrowRight', { shiftKey: true }), extent)).toBeNull()
    expect(cellAfterKey(from(5, 2), press('f', { ctrlKey: true }), extent)).toBeNull()
  })

  it('never leads outside the grid, whatever is pressed', () => {
    const keys = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageDown', 'PageUp']
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean()), { maxLength: 60 }),
        (rows, presses) => {
          const small = { rows, columns: 3, pageRows: 10 }
          let cell = from(Math.min(0, rows - 1), 0)
          for (const [key, ctrlKey] of presses) {
            cell = cellAfterKey(cell, press(key, { ctrlKey }), small) ?? cell
            expect(cell.row).toBeGreaterThanOrEqual(-1)
            expect(cell.row).toBeLessThan(Math.max(rows, 0))
            expect(cell.column).toBeGreaterThanOrEqual(0)
            expect(cell.column).toBeLessThan(3)
          }
        },
      ),
    )
  })
})
