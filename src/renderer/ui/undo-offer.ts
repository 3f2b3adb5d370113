import { useSyncExternalStore } from 'react'
import type { ChangeId } from '../../shared/model/change-id.ts'

/** A change that waits for a few seconds before it is sent, so that it can be taken back. */
export interface UndoOffer {
  readonly id: ChangeId
  /** What was done, in a sentence. */
  readonly text: string
  /** Epoch ms at which it is sent. */
  readonly untilMs: number
}

let offers: readonly UndoOffer[] = []
const listeners = new Set<() => void>()

function change(next: readonly UndoOffer[]): void {
  offers = next
  for (const tell of listeners) tell()
}

/** Offers to take a change back until its time is over, on whatever screen the user is. */
export const offerUndo = (offer: UndoOffer): void => {
  change([...offers.filter(({ id }) => id !== offer.id), offer])
}

/** Takes the offer away: it was accepted, or its time is over. */
export const withdrawUndo = (id: ChangeId): void => {
  if (offers.some((offer) => offer.id === id)) change(offers.filter((offer) => offer.id !== id))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What can be taken back now, oldest first. */
export const useUndoOffers = (): readonly UndoOffer[] => useSyncExternalStore(subscribe, () => offers)
