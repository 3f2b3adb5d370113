import { useSyncExternalStore } from 'react'
import type { ApiFailure } from './client.ts'

/**
 * The latest failure of something that has no place of its own on the screen to say so, for example a key
 * that starts a load. The app shows it for a while; a newer one takes its place.
 */
let announced: ApiFailure | null = null
const listeners = new Set<() => void>()

function change(next: ApiFailure | null): void {
  announced = next
  for (const tell of listeners) tell()
}

export const announceFailure = (failure: ApiFailure): void => {
  change(failure)
}

export const dismissFailure = (): void => {
  change(null)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useAnnouncedFailure = (): ApiFailure | null => useSyncExternalStore(subscribe, () => announced)
