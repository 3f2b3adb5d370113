/** Clocks that leap instead of waiting, one for this computer's time and one that counts evenly. */
export interface LeapingClock {
  /** Epoch ms, whole ones, as `Date.now` gives them. */
  now(): number
  evenMs(): number
  leap(ms: number): void
  /** As a port: does not wait, but is as late as if it had. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
  /** What was waited for. */
  readonly waits: number[]
}

export function createLeapingClock(startMs = Date.now()): LeapingClock {
  const startedAtMs = performance.now()
  let leaptMs = 0
  const waits: number[] = []
  return {
    waits,
    now: () => Math.floor(startMs + performance.now() - startedAtMs + leaptMs),
    evenMs: () => performance.now() + leaptMs,
    leap: (ms) => {
      leaptMs += ms
    },
    wait: async (ms, signal) => {
      waits.push(ms)
      // What is on its way is let in first, as a wait would.
      await new Promise((resolve) => setImmediate(resolve))
      if (signal?.aborted !== true) leaptMs += ms
    },
  }
}
