/** The `share` (0 to 1) of the values lies at or below the answer. */
export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1))]
}

export const median = (values) => percentile(values, 0.5)

/**
 * Two things measured by turns, so that a machine which grows slower or faster meets both alike: the medians, and the least
 * and the greatest ratio within a round. The first round warms what both use and does not count.
 *
 * @param {{ rounds: number, ours: (round: number) => Promise<number> | number,
 *   other: (round: number) => Promise<number> | number, isRate?: boolean }} given
 *   both answer in the same unit; `isRate`: of which more is better
 * @returns {Promise<{ ours: number, other: number, spread: [number, number] }>}
 */
export async function byTurns({ rounds, ours, other, isRate = false }) {
  const pairs = []
  for (let round = 0; round <= rounds; round += 1) {
    // Whoever comes second finds the machine warm: that is the one, then the other.
    const pair = { ours: null, other: null }
    const turns = Object.entries({ ours, other })
    for (const [name, measure] of round % 2 === 0 ? turns : turns.reverse()) pair[name] = await measure(round)
    if (round > 0) pairs.push(pair)
  }
  const ratios = pairs.map((pair) => (isRate ? pair.other / pair.ours : pair.ours / pair.other))
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    other: median(pairs.map((pair) => pair.other)),
    spread: [Math.min(...ratios), Math.max(...ratios)],
  }
}
