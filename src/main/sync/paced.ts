import type { Later } from '../later.ts'

/** Runs `action` at most once a pace, the last request included. */
export function paced(later: Later, paceMs: number, action: () => void): () => void {
  let isWaiting = false
  return () => {
    if (isWaiting) return
    isWaiting = true
    later(() => {
      isWaiting = false
      action()
    }, paceMs)
  }
}
