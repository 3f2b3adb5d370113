/**
 * @typedef {{ what: string, ours: number, compared: number, ratio: number, budget: number, verdict: 'met' | 'missed' }} Row
 *   `ours` and `compared` in the unit that `what` names
 */

/** A row for something of which more is better: what is asked for is divided by what we reach. */
export function atLeast({ what, ours, floor, budget = 1 }) {
  return row(what, ours, floor, ours > 0 ? floor / ours : Number.MAX_VALUE, budget)
}

/** A row for something of which less is better: what we need is divided by what is allowed. */
export function atMost({ what, ours, ceiling, budget = 1 }) {
  return row(what, ours, ceiling, ours / ceiling, budget)
}

/** @param {readonly Row[]} rows */
export function toTable(rows) {
  const head = ['', 'ours', 'compared', 'ratio', 'budget', 'verdict']
  const lines = rows.map(({ what, ours, compared, ratio, budget, verdict }) => [
    what,
    ...[ours, compared, ratio, budget].map(String),
    verdict,
  ])
  const widths = head.map((title, at) => Math.max(title.length, ...lines.map((line) => line[at].length)))
  return [head, ...lines]
    .map((line) =>
      line
        .map((text, at) => (at === 0 ? text.padEnd(widths[at]) : text.padStart(widths[at])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function row(what, ours, compared, ratio, budget) {
  return {
    what,
    ours: rounded(ours),
    compared: rounded(compared),
    ratio: rounded(ratio),
    budget,
    // By the exact figure, not by the one that is shown.
    verdict: ratio <= budget ? 'met' : 'missed',
  }
}

function rounded(value) {
  return Math.round(value * 1000) / 1000
}
