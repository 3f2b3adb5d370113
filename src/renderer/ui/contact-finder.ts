import { useSyncExternalStore } from 'react'

/** Whether the dialog that opens a contact by its id or e-mail address is wanted: from the list, a form or the menu. */
let isOpen = false
const listeners = new Set<() => void>()

function change(next: boolean): void {
  isOpen = next
  for (const tell of listeners) tell()
}

export const openContactFinder = (): void => {
  change(true)
}

export const closeContactFinder = (): void => {
  change(false)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useIsContactFinderOpen = (): boolean => useSyncExternalStore(subscribe, () => isOpen)
