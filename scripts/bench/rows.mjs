/**
 * @typedef {'met' | 'missed' | 'no budget' | 'not measured'} Verdict
 * @typedef {{ what: string, ours: number | null, compared: number | null, ratio: number | null,
 *   budget: number | null, verdict: Verdict, spread?: [number, number], note?: string }} Row
 *   `ours` and `compared` in the unit that `what` names; `spread` is the least and the greatest ratio of the rounds
 *   whose medians are shown; `note` says what was limited, or why nothing was measured
 */

/** A row for something of which more is better: what is asked for is divided by what we reach. */
export function atLeast({ what, ours, floor, budget = 1, ...more }) {
  return row(what, ours, floor, ours > 0 ? floor / ours : Number.MAX_VALUE, budget, more)
}

/** A row for something of which less is better: what we need is divided by what is allowed. `budget` null: none was agreed. */
export function atMost({ what, ours, ceiling, budget = 1, ...more }) {
  return row(what, ours, ceiling, ours / ceiling, budget, more)
}

/** A row for what could not be measured, and why. */
export function notMeasured(what, why) {
  return {
    ...{ what, ours: null, compared: null, ratio: null, budget: null },
    ...{ verdict: 'not measured', note: why },
  }
}

const COLUMNS = ['', 'ours', 'compared with', 'ratio', 'budget', 'verdict']

/**
 * The texts of a row's columns, as both tables show them: on the terminal and in docs/performance.md.
 *
 * @param {Row} row
 */
export function cellsOf({ what, ours, compared, ratio, budget, verdict, spread, note }) {
  const figure = (value) => (value === null ? '-' : String(value))
  const ratios = spread === undefined ? figure(ratio) : `${ratio} (${spread[0]}–${spread[1]})`
  return [
    note === undefined ? what : `${what} (${note})`,
    ...[figure(ours), figure(compared), ratios, figure(budget), verdict],
  ]
}

/** @param {readonly Row[]} rows */
export function toTable(rows) {
  const lines = rows.map(cellsOf)
  const widths = COLUMNS.map((title, at) => Math.max(title.length, ...lines.map((line) => line[at].length)))
  return [COLUMNS, ...lines]
    .map((line) =>
      line
        .map((text, at) => (at === 0 ? text.padEnd(widths[at]) : text.padStart(widths[at])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function row(what, ours, compared, ratio, budget, { spread, note }) {
  return {
    what,
    ours: rounded(ours),
    compared: rounded(compared),
    ratio: rounded(ratio),
    budget: budget === null ? null : rounded(budget),
    verdict: verdictOf(ratio, budget),
    ...(spread === undefined ? {} : { spread: spread.map(rounded) }),
    ...(note === undefined ? {} : { note }),
  }
}

/** By the exact figure, not by the one that is shown. */
function verdictOf(ratio, budget) {
  if (budget === null) return 'no budget'
  return ratio <= budget ? 'met' : 'missed'
}

function rounded(value) {
  return Math.round(value * 1000) / 1000
}
