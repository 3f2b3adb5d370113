/** One call back at a time: a new time takes the place of the one before. */
export interface WakeUp {
  /** Calls back in `ms`; Infinity or nothing to wait for is never. */
  in(ms: number): void
}

/** On `wait`, which may come back early: whoever is called back looks at the clock. */
export function createWakeUp(
  ports: {
    readonly clockMs: () => number
    readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  },
  callBack: () => void,
): WakeUp {
  let pending: { readonly atMs: number; readonly controller: AbortController } | null = null
  return {
    in(ms) {
      const atMs = ports.clockMs() + ms
      // One that comes a little earlier than needed does no harm, and a new timer for each call would.
      if (pending !== null && pending.atMs <= atMs && Number.isFinite(ms)) return
      pending?.controller.abort()
      pending = null
      if (!Number.isFinite(ms)) return
      const controller = new AbortController()
      const mine = { atMs, controller }
      pending = mine
      void ports.wait(Math.ceil(ms), controller.signal).then(() => {
        if (pending !== mine) return
        pending = null
        callBack()
      })
    },
  }
}
