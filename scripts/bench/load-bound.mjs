/**
 * The shortest time in which a load can be done, in seconds: at every moment as many pages a second as the published
 * limit of a kind of call allows, or as the chains of pages that are open can bring at the given latency, whichever is
 * less. A type that is through closes its chains.
 *
 * @param {{ counts: Record<string, number>, latencySeconds: number,
 *   kinds: { pageSize: number, callsPerSecond: number, chainsPerType: number }[] }} given
 */
export function shortestLoad({ counts, latencySeconds, kinds }) {
  const left = new Map(Object.entries(counts))
  const step = 0.01
  let seconds = 0
  for (; left.size > 0; seconds += step) {
    for (const { pageSize, callsPerSecond, chainsPerType } of kinds) {
      const pagesPerSecond = Math.min(callsPerSecond, (left.size * chainsPerType) / latencySeconds)
      // Chains of one kind share its limit evenly.
      const records = (pagesPerSecond * pageSize * step) / left.size
      for (const [type, count] of left) left.set(type, count - records)
    }
    for (const [type, count] of left) if (count <= 0) left.delete(type)
  }
  return seconds
}

/** The formula in one line, with its numbers. */
export function formulaOf({ latencySeconds, kinds }) {
  const terms = kinds.map(
    ({ name, pageSize, callsPerSecond, chainsPerType }) =>
      `min(${callsPerSecond} ${name}/s, types open x ${chainsPerType} / ${latencySeconds} s) x ${pageSize}`,
  )
  return `records a second <= ${terms.join(' + ')}`
}
