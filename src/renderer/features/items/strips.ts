/**
 * TanStack Virtual keeps two numbers and a key for every element it virtualizes and fills them anew whenever
 * their count changes: for a million rows 24 MB and 15 ms at every search. It is therefore given strips of
 * eight rows: 3 MB and 2 ms.
 */
export const rowsPerStrip = 8

export const stripCount = (rowCount: number): number => Math.ceil(rowCount / rowsPerStrip)

export interface DrawnRow {
  readonly index: number
  /** How many rows below the anchor it is drawn. */
  readonly place: number
}

/** Rows between two anchors: few enough that no distance from one loses a pixel to rounding. */
const anchorStep = 100_000

/** The row that the drawn ones are placed from. It changes so seldom that scrolling moves no row one by one. */
export const anchorRow = (firstRow: number): number => Math.floor(firstRow / anchorStep) * anchorStep

/**
 * The rows to draw: those of the strips, and the one that has the keyboard focus wherever it is, because a
 * row that is unmounted takes the focus with it. Far from the view that one waits at the edge of the drawn
 * rows: at its own place it could stretch the page beyond what a browser can lay out. Ascending, as screen
 * readers read the document.
 */
export function rowsToDraw(strips: readonly number[], rowCount: number, focusedRow: number): DrawnRow[] {
  const first = (strips[0] ?? 0) * rowsPerStrip
  const end = Math.min(((strips.at(-1) ?? -1) + 1) * rowsPerStrip, rowCount)
  const anchor = anchorRow(first)
  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, step) => ({
    index: first + step,
    place: first + step - anchor,
  }))
  if (focusedRow < 0 || focusedRow >= rowCount) return drawn
  if (focusedRow < first) return [{ index: focusedRow, place: first - 1 - anchor }, ...drawn]
  return focusedRow < end ? drawn : [...drawn, { index: focusedRow, place: Math.max(first, end) - anchor }]
}
