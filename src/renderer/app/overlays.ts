import { useSyncExternalStore } from 'react'

/** What lies over the whole app and is asked for by a key, a button or the menu: one at a time. */
export type Overlay = 'palette' | 'cheat-sheet'

let shown: Overlay | null = null
const listeners = new Set<() => void>()

export function showOverlay(next: Overlay | null): void {
  shown = next
  for (const tell of listeners) tell()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useOverlay = (): Overlay | null => useSyncExternalStore(subscribe, () => shown)
