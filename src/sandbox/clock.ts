/** The sandbox's time: the computer's, plus what was skipped. */
export type Clock = {
  /** Milliseconds since 1970. */
  now: () => number
  /** Skips this many milliseconds: tokens age, and windows of limits pass. */
  advance: (ms: number) => void
}

export function createClock(source: () => number = Date.now): Clock {
  let skippedMs = 0
  return {
    now: () => source() + skippedMs,
    advance: (ms) => {
      skippedMs += ms
    },
  }
}
