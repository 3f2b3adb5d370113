import { useSyncExternalStore } from 'react'

const tickMs = 20_000
const listeners = new Set<() => void>()
let nowMs = Date.now()
let timer: ReturnType<typeof setInterval> | null = null

function subscribe(listener: () => void): () => void {
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
}

function read(): number {
  // Nobody ticks while nothing is shown, so that the first reader after a pause must look for itself.
  if (timer === null) nowMs = Date.now()
  return nowMs
}

/** The time, in epoch milliseconds, fresh every 20 seconds: one timer for all relative times on the screen. */
export const useNow = (): number => useSyncExternalStore(subscribe, read)
