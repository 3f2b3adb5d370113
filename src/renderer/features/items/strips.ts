/**
 * TanStack Virtual keeps two numbers and a key for every element it virtualizes and fills them anew whenever
 * their count changes: for a million rows 24 MB and 15 ms at every search. It is therefore given strips of
 * eight rows: 3 MB and 2 ms.
 */
export const rowsPerStrip = 8

export const stripCount = (rowCount: number): number => Math.ceil(rowCount / rowsPerStrip)

/**
 * The rows to draw: those of the strips, and the one that has the keyboard focus wherever it is, because a
 * row that is unmounted takes the focus with it. Ascending, as screen readers read the document.
 */
export function rowsToDraw(strips: readonly number[], rowCount: number, focusedRow: number): number[] {
  const rows = strips.flatMap((strip) =>
    Array.from({ length: rowsPerStrip }, (_, step) => strip * rowsPerStrip + step),
  )
  const drawn = rows.filter((row) => row < rowCount)
  if (focusedRow < 0 || focusedRow >= rowCount || drawn.includes(focusedRow)) return drawn
  return [...drawn, focusedRow].sort((one, other) => one - other)
}
