/**
 * @typedef {{ blankMs: number, shellMs: number, rowsMs: number }} Round three starts, one right after the other
 *
 * @typedef {object} Figures
 * @property {number} items how many the app had loaded
 * @property {Round[]} rounds
 * @property {Round} medians
 * @property {{ rowsToBlank: number, rowsToShell: number }} ratios medians of the ratios within a round
 */

/** The middle one; of an even number, the mean of the two in the middle. */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * A ratio is taken within a round and not between medians: what else the computer did then weighed on all three.
 *
 * @param {Round[]} rounds
 * @param {number} items
 * @returns {Figures}
 */
export function figuresOf(rounds, items) {
  const medianOf = (read) => median(rounds.map(read))
  return {
    items,
    rounds,
    medians: {
      blankMs: Math.round(medianOf(({ blankMs }) => blankMs)),
      shellMs: Math.round(medianOf(({ shellMs }) => shellMs)),
      rowsMs: Math.round(medianOf(({ rowsMs }) => rowsMs)),
    },
    ratios: {
      rowsToBlank: round2(medianOf(({ blankMs, rowsMs }) => rowsMs / blankMs)),
      rowsToShell: round2(medianOf(({ shellMs, rowsMs }) => rowsMs / shellMs)),
    },
  }
}

const round2 = (number) => Math.round(number * 100) / 100

/** @param {Figures} figures */
export function figuresTable({ items, rounds, medians, ratios }) {
  const list = (read) => rounds.map((round) => String(Math.round(read(round)))).join(', ')
  const lines = [
    ['from the start of the process to …', 'median', 'rounds', 'rows take'],
    [
      'first paint of a blank Electron window',
      `${String(medians.blankMs)} ms`,
      list(({ blankMs }) => blankMs),
      `${ratios.rowsToBlank.toFixed(2)} × this`,
    ],
    [
      'first paint of an empty React + MUI shell',
      `${String(medians.shellMs)} ms`,
      list(({ shellMs }) => shellMs),
      `${ratios.rowsToShell.toFixed(2)} × this`,
    ],
    [
      `first rows of the app, ${items.toLocaleString('en')} items`,
      `${String(medians.rowsMs)} ms`,
      list(({ rowsMs }) => rowsMs),
      '',
    ],
  ]
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
