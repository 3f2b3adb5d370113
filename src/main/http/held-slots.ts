/** The places in a window that are taken: each until its call has rolled out of the window. */
export interface HeldSlots {
  /** How many are taken now. */
  count(): number
  /** Takes one until `untilMs`, but no shorter than the one before. */
  hold(untilMs: number): void
  /** When the n-th from now is free; 1 is the next. Infinity where fewer are taken. */
  freeAtMs(nth: number): number
  /** How many have become free since the beginning. */
  freed(): number
}

/** So many free places are remembered before the list is cut: forgetting must cost nothing per call. */
const mostForgotten = 1_000

export function createHeldSlots(clockMs: () => number): HeldSlots {
  let times: number[] = []
  let first = 0
  let forgotten = 0
  const forget = (): void => {
    const now = clockMs()
    while (first < times.length && (times[first] ?? 0) <= now) first += 1
    if (first <= mostForgotten) return
    forgotten += first
    times = times.slice(first)
    first = 0
  }
  return {
    count: () => {
      forget()
      return times.length - first
    },
    hold: (untilMs) => {
      times.push(Math.max(untilMs, times.at(-1) ?? -Infinity))
    },
    freeAtMs: (nth) => times[first + nth - 1] ?? Infinity,
    freed: () => {
      forget()
      return forgotten + first
    },
  }
}
