import { useSyncExternalStore } from 'react'

/** What two readings in a row may take; more would make a countdown begin a second late. */
const staleMs = 50

interface Clock {
  readonly subscribe: (listener: () => void) => () => void
  readonly read: () => number
}

/** One timer for all readers, which runs while there are any. */
function createClock(tickMs: number): Clock {
  const listeners = new Set<() => void>()
  let nowMs = Date.now()
  let timer: ReturnType<typeof setInterval> | null = null
  return {
    subscribe(listener) {
      listeners.add(listener)
      timer ??= setInterval(() => {
        nowMs = Date.now()
        for (const tell of listeners) tell()
      }, tickMs)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0 || timer === null) return
        clearInterval(timer)
        timer = null
      }
    },
    read() {
      // Nobody ticks while nothing is shown, so that the first reader after a pause must look for itself. It asks
      // twice in a row, and wants the same answer.
      if (timer === null && Math.abs(Date.now() - nowMs) >= staleMs) nowMs = Date.now()
      return nowMs
    },
  }
}

const slow = createClock(20_000)
const fast = createClock(1_000)

/** The time, in epoch milliseconds, fresh every 20 seconds: one timer for all relative times on the screen. */
export const useNow = (): number => useSyncExternalStore(slow.subscribe, slow.read)

/** The same, fresh every second while something counts down. */
export function useNowWhile(isCountingDown: boolean): number {
  const clock = isCountingDown ? fast : slow
  return useSyncExternalStore(clock.subscribe, clock.read)
}
