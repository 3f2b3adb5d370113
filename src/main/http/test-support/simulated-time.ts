/** A clock that goes to the next thing that happens, as soon as everybody has had their say. */
export interface SimulatedTime {
  nowMs(): number
  /** Runs `action` at a time; what is past runs next. */
  at(atMs: number, action: () => void): void
  /** As the door's port: ends early when the signal says so. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
  /** Until nothing is left to happen, or this time; throws where one thing leads to another without an end. */
  run(untilMs?: number): Promise<void>
}

/** More than any simulation takes that ends. */
const mostEvents = 20_000

export function createSimulatedTime(): SimulatedTime {
  let nowMs = 0
  let order = 0
  const events: { atMs: number; order: number; action: () => void }[] = []
  const at: SimulatedTime['at'] = (atMs, action) => {
    const event = { atMs, order: (order += 1), action }
    const after = events.findLastIndex((one) => one.atMs <= atMs)
    events.splice(after + 1, 0, event)
  }
  return {
    nowMs: () => nowMs,
    at,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        at(nowMs + ms, resolve)
        signal?.addEventListener('abort', () => resolve(), { once: true })
      }),
    async run(untilMs = Infinity) {
      const last = order + mostEvents
      await settled()
      for (let next = events[0]; next !== undefined && next.atMs <= untilMs; next = events[0]) {
        if (order > last) throw new Error('something comes back again and again')
        events.shift()
        nowMs = Math.max(nowMs, next.atMs)
        next.action()
        await settled()
      }
    },
  }
}

/** Lets every promise that can go on go on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
