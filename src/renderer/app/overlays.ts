import { useSyncExternalStore } from 'react'
import { createObservable } from '../ui/observable.ts'

/** What lies over the whole app and is asked for by a key, a button or the menu: one at a time. */
export type Overlay = 'palette' | 'cheat-sheet'

const shown = createObservable<Overlay | null>(null)

export function showOverlay(next: Overlay | null): void {
  shown.put(next)
}

export const useOverlay = (): Overlay | null => useSyncExternalStore(shown.subscribe, shown.get)
