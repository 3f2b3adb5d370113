export type ColumnId = 'name' | 'type' | 'source' | 'email' | 'company' | 'phone' | 'updated'

interface ColumnRule {
  readonly id: ColumnId
  /** Px below which the column says nothing. */
  readonly minWidth: number
  /** The share of what is left over; 0 keeps the smallest width. */
  readonly growth: number
  /** The highest goes first when there is no room; null stays always. */
  readonly leavesAt: number | null
}

/** In the order of the screen. The name is the row's header and never leaves. */
export const columnRules: readonly ColumnRule[] = [
  { id: 'name', minWidth: 180, growth: 3, leavesAt: null },
  { id: 'type', minWidth: 124, growth: 0, leavesAt: 3 },
  { id: 'source', minWidth: 124, growth: 1, leavesAt: 5 },
  { id: 'email', minWidth: 184, growth: 3, leavesAt: 1 },
  { id: 'company', minWidth: 132, growth: 2, leavesAt: 4 },
  { id: 'phone', minWidth: 152, growth: 0.5, leavesAt: 6 },
  { id: 'updated', minWidth: 124, growth: 0, leavesAt: 2 },
]

export const minColumnWidth = 80
export const maxColumnWidth = 800

/** Widths that the user gave, in px. */
export type ChosenWidths = Readonly<Partial<Record<ColumnId, number>>>

export interface FittedColumn {
  readonly id: ColumnId
  /** Px. */
  readonly width: number
  /** From 1, counted over all columns, so that a screen reader notices that some are left out. */
  readonly position: number
}

/**
 * Which columns a list of this width shows, and how wide. Columns leave until the rest fits at its smallest;
 * what is left over is shared out. A width that the user chose is kept, even if the list then scrolls
 * sideways: a column must not vanish because another one was widened.
 */
export function fitColumns(availableWidth: number, chosen: ChosenWidths = {}): FittedColumn[] {
  let shown = [...columnRules]
  while (sum(shown.map(({ minWidth }) => minWidth)) > availableWidth) {
    const leaver = shown
      .filter(({ leavesAt }) => leavesAt !== null)
      .toSorted((one, other) => (other.leavesAt ?? 0) - (one.leavesAt ?? 0))[0]
    if (leaver === undefined) break
    shown = shown.filter((column) => column !== leaver)
  }
  const smallest = shown.map(({ id, minWidth }) => chosen[id] ?? minWidth)
  const shares = shown.map(({ id, growth }) => (chosen[id] === undefined ? growth : 0))
  const spare = Math.max(0, Math.floor(availableWidth) - sum(smallest))
  const growing = sum(shares)
  const widths = smallest.map((width, index) =>
    growing === 0 ? width : width + Math.floor((spare * (shares[index] ?? 0)) / growing),
  )
  return shown.map((column, index) => ({
    id: column.id,
    width: widths[index] ?? column.minWidth,
    position: columnRules.indexOf(column) + 1,
  }))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
