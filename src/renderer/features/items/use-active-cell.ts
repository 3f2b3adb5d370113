import {
  type FocusEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { ItemKey, ItemRow } from '../../../shared/model/item.ts'
import { type Cell, headerRow, within } from './grid-keys.ts'
import type { RowBlocks } from './row-blocks.ts'

interface ActiveCellOptions {
  readonly scroller: RefObject<HTMLElement | null>
  readonly rows: RowBlocks<ItemRow>
  readonly rowCount: number
  readonly columnCount: number
  readonly initialCell: Cell
}

export interface ActiveCell {
  /** The one cell in the tab order. */
  readonly cell: Cell
  /** Makes another cell the active one and gives it the keyboard. */
  readonly focusCell: (cell: Cell) => void
  /** Makes another row the active one, and leaves the keyboard where it is. */
  readonly moveToRow: (row: number) => void
  /** The active cell follows the focus, however that came: by Tab, by a click, by a screen reader. */
  readonly followFocus: (event: FocusEvent) => void
}

/** The cell that an event or a focus is about; null outside of cells. */
export function cellOf(target: EventTarget | null): Cell | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null
  const row = element?.closest<HTMLElement>('[data-row]')?.dataset.row
  if (!element || row === undefined) return null
  return { row: Number(row), column: Number(element.dataset.column) }
}

/**
 * Roving tabindex over a grid whose rows come and go. When the rows change below it, the active cell stays
 * with its item, not with its place, as long as the item is among the loaded rows.
 */
export function useActiveCell(options: ActiveCellOptions): ActiveCell {
  const { scroller, rows, rowCount, columnCount, initialCell } = options
  const [wanted, setWanted] = useState(initialCell)
  const [knownRows, setKnownRows] = useState(rows)
  const isFocusWanted = useRef(false)

  // Another query: its rows have nothing to do with the old place, unless that was in the header.
  if (knownRows !== rows) {
    setKnownRows(rows)
    if (wanted.row !== headerRow) setWanted({ row: 0, column: wanted.column })
  }
  // Before the first answer there is no row to be in, and the wanted one must not be forgotten.
  const cell = within(wanted, {
    rows: Math.max(rowCount, wanted.row + (rowCount === 0 ? 1 : 0)),
    columns: columnCount,
  })
  const { row } = cell

  useEffect(() => {
    let key: ItemKey | null = null
    const stayWithItem = (): void => {
      key ??= rows.rowAt(row)?.key ?? null
      const index = key === null ? null : rows.indexOf((one) => one.key === key)
      if (index === null || index === row) return
      isFocusWanted.current = cellOf(document.activeElement)?.row === row
      setWanted((before) => ({ ...before, row: index }))
    }
    stayWithItem()
    return rows.subscribe(stayWithItem)
  }, [rows, row])

  useLayoutEffect(() => {
    if (!isFocusWanted.current) return
    isFocusWanted.current = false
    scroller.current
      ?.querySelector<HTMLElement>(`[data-row="${String(row)}"] [data-column="${String(cell.column)}"]`)
      ?.focus({ preventScroll: true })
  })

  const focusCell = useCallback((next: Cell) => {
    isFocusWanted.current = true
    setWanted(next)
  }, [])
  const moveToRow = useCallback((next: number) => {
    setWanted((before) => ({ ...before, row: next }))
  }, [])
  const followFocus = useCallback((event: FocusEvent) => {
    const focused = cellOf(event.target)
    if (focused) setWanted(focused)
  }, [])
  return { cell, focusCell, moveToRow, followFocus }
}
