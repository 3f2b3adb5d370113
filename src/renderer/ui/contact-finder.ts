import { useSyncExternalStore } from 'react'
import { createObservable } from './observable.ts'

/** Whether the dialog that opens a contact by its id or e-mail address is wanted: from the list, a form or the menu. */
const isOpen = createObservable(false)

export const openContactFinder = (): void => {
  isOpen.put(true)
}

export const closeContactFinder = (): void => {
  isOpen.put(false)
}

export const useIsContactFinderOpen = (): boolean => useSyncExternalStore(isOpen.subscribe, isOpen.get)
