import { useSyncExternalStore } from 'react'

export interface Spoken {
  /** Counts the sentences, so that the same one can be said twice. */
  readonly count: number
  readonly text: string
}

/** What was done last by a key or a button that leaves no trace on the screen; the shell shows it for a while. */
let spoken: Spoken | null = null
let count = 0
const listeners = new Set<() => void>()

function change(next: Spoken | null): void {
  spoken = next
  for (const tell of listeners) tell()
}

/** Says in a sentence what was done; a newer sentence takes its place. */
export const speak = (text: string): void => {
  count += 1
  change({ count, text })
}

export const fallSilent = (): void => {
  change(null)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSpoken = (): Spoken | null => useSyncExternalStore(subscribe, () => spoken)
