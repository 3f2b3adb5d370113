/** A place in the grid. Row -1 is the header. */
export interface Cell {
  readonly row: number
  readonly column: number
}

export interface GridExtent {
  readonly rows: number
  readonly columns: number
  /** How many rows Page Up and Page Down move. */
  readonly pageRows: number
}

export interface GridKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

export const headerRow = -1

/**
 * Where a key leads, by the grid pattern of the ARIA Authoring Practices; null for a key that is not about
 * moving.
 */
export function cellAfterKey(from: Cell, pressed: GridKey, extent: GridExtent): Cell | null {
  if (pressed.altKey || pressed.shiftKey) return null
  const withCtrl = pressed.ctrlKey || pressed.metaKey
  const target = withCtrl ? farTarget(from, pressed.key, extent) : nearTarget(from, pressed.key, extent)
  return target && within(target, extent)
}

function nearTarget({ row, column }: Cell, key: string, extent: GridExtent): Cell | null {
  switch (key) {
    case 'ArrowDown':
      return { row: row + 1, column }
    case 'ArrowUp':
      return { row: row - 1, column }
    case 'ArrowRight':
      return { row, column: column + 1 }
    case 'ArrowLeft':
      return { row, column: column - 1 }
    case 'Home':
      return { row, column: 0 }
    case 'End':
      return { row, column: extent.columns - 1 }
    case 'PageDown':
      return { row: row + extent.pageRows, column }
    case 'PageUp':
      // From the first row up into the header is Arrow Up's; a page never leaves the rows.
      return { row: Math.max(row - extent.pageRows, Math.min(row, 0)), column }
    default:
      return null
  }
}

function farTarget({ column }: Cell, key: string, extent: GridExtent): Cell | null {
  if (key === 'Home') return { row: 0, column }
  if (key === 'End') return { row: extent.rows - 1, column }
  return null
}

/** The nearest place that exists: rows and columns may have gone since. */
export function within(cell: Cell, extent: Pick<GridExtent, 'rows' | 'columns'>): Cell {
  return {
    row: Math.max(headerRow, Math.min(cell.row, extent.rows - 1)),
    column: Math.max(0, Math.min(cell.column, extent.columns - 1)),
  }
}
