/** The queue that a provider's rate limit makes of a session's calls. */
export interface SlowDown {
  /** Milliseconds until calls may go on; 0 when they may now. */
  remainingMs(): number
  /** No call before `delayMs` from now. A longer wait that is already running stays. */
  ask(delayMs: number): void
}

/** `clockMs` counts evenly: a wall clock that is set must neither stretch a wait nor end it. */
export function createSlowDown(clockMs: () => number): SlowDown {
  let untilMs = -Infinity
  return {
    remainingMs: () => Math.max(0, Math.ceil(untilMs - clockMs())),
    ask: (delayMs) => {
      untilMs = Math.max(untilMs, clockMs() + delayMs)
    },
  }
}
