/**
 * Clocks that stand still and leap where somebody would wait, one for this computer's time and one that counts
 * evenly. They leap when no request is on its way: no reply seems to take as long as another's wait, and how busy
 * this computer is makes no difference.
 */
export interface LeapingClock {
  /** Epoch ms, whole ones, as `Date.now` gives them. */
  now(): number
  evenMs(): number
  leap(ms: number): void
  /** As a port. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
  /** What was waited for. */
  readonly waits: number[]
  /** A fetch whose requests are known to be on their way. */
  fetch(address: string, init?: RequestInit): Promise<Response>
}

export function createLeapingClock(startMs = Date.now()): LeapingClock {
  let leaptMs = 0
  let onTheirWay = 0
  let isTicking = false
  let onQuiet = (): void => undefined
  const waits: number[] = []
  const waiting = new Set<{ readonly dueMs: number; readonly resolve: () => void }>()
  const evenMs = (): number => leaptMs

  /** Goes on to the next wait that is over, when nobody has anything else to do. */
  async function tick(): Promise<void> {
    if (isTicking) return
    isTicking = true
    while (waiting.size > 0) {
      // Whoever was answered may send again at once.
      for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => setImmediate(resolve))
      if (onTheirWay > 0) {
        await new Promise<void>((resolve) => {
          onQuiet = resolve
        })
        continue
      }
      const nextMs = Math.min(...[...waiting].map(({ dueMs }) => dueMs))
      if (Number.isFinite(nextMs)) leaptMs += Math.max(0, nextMs - leaptMs)
      for (const one of waiting) if (one.dueMs <= leaptMs) one.resolve()
    }
    isTicking = false
  }

  return {
    waits,
    evenMs,
    now: () => Math.floor(startMs + leaptMs),
    leap: (ms) => {
      leaptMs += ms
    },
    wait: (ms, signal) =>
      new Promise((resolve) => {
        waits.push(ms)
        const end = (): void => {
          waiting.delete(one)
          resolve()
        }
        const one = { dueMs: evenMs() + ms, resolve: end }
        waiting.add(one)
        signal?.addEventListener('abort', end, { once: true })
        void tick()
      }),
    fetch: async (address, init) => {
      onTheirWay += 1
      try {
        const reply = await fetch(address, init)
        return new Response(await reply.arrayBuffer(), reply)
      } finally {
        onTheirWay -= 1
        if (onTheirWay === 0) onQuiet()
      }
    },
  }
}
