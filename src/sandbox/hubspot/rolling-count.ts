/** How many events fell into the time that ends now. */
export type RollingCount = { add: () => void; count: () => number }

/** Counts events of the last `windowMs` milliseconds, the older bound excluded. */
export function createRollingCount(windowMs: number, now: () => number): RollingCount {
  let times: number[] = []
  let first = 0
  const forget = (): void => {
    const from = now() - windowMs
    while (first < times.length && (times[first] ?? 0) <= from) first++
    // Now and then, so that forgetting costs nothing per event.
    if (first > 1_000) {
      times = times.slice(first)
      first = 0
    }
  }
  return {
    add: () => {
      forget()
      times.push(now())
    },
    count: () => {
      forget()
      return times.length - first
    },
  }
}
