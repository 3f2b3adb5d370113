export interface ActiveCard {
  readonly column: number
  readonly row: number
}

interface BoardSize {
  readonly columns: number
  /** How many cards a column has; 0 also while nobody knows. */
  readonly totalOf: (column: number) => number
  readonly isRtl: boolean
}

/** Where a key leads from a card; null where it leads nowhere. Empty columns are passed over. */
export function cardAfterKey(from: ActiveCard, key: string, size: BoardSize): ActiveCard | null {
  const last = size.totalOf(from.column) - 1
  const within = (row: number): ActiveCard | null => {
    const next = Math.max(0, Math.min(row, last))
    return next === from.row ? null : { column: from.column, row: next }
  }
  const across = (step: 1 | -1): ActiveCard | null => {
    for (let column = from.column + step; column >= 0 && column < size.columns; column += step) {
      const total = size.totalOf(column)
      if (total > 0) return { column, row: Math.min(from.row, total - 1) }
    }
    return null
  }
  switch (key) {
    case 'ArrowUp':
      return within(from.row - 1)
    case 'ArrowDown':
      return within(from.row + 1)
    case 'Home':
      return within(0)
    case 'End':
      return within(last)
    case 'ArrowLeft':
      return across(size.isRtl ? 1 : -1)
    case 'ArrowRight':
      return across(size.isRtl ? -1 : 1)
    default:
      return null
  }
}
