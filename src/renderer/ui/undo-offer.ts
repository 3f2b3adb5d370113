import { useSyncExternalStore } from 'react'
import type { ChangeId } from '../../shared/model/change-id.ts'
import type { Told } from '../../shared/model/told.ts'
import { createObservable } from './observable.ts'

/** A change that waits for a few seconds before it is sent, so that it can be taken back. */
export interface UndoOffer {
  readonly id: ChangeId
  /** What was done, in a sentence. */
  readonly text: Told
  /** Epoch ms at which it is sent. */
  readonly untilMs: number
}

const offers = createObservable<readonly UndoOffer[]>([])

/** Offers to take a change back until its time is over, on whatever screen the user is. */
export const offerUndo = (offer: UndoOffer): void => {
  offers.put([...offers.get().filter(({ id }) => id !== offer.id), offer])
}

/** Takes the offer away: it was accepted, or its time is over. */
export const withdrawUndo = (id: ChangeId): void => {
  if (offers.get().some((offer) => offer.id === id)) {
    offers.put(offers.get().filter((offer) => offer.id !== id))
  }
}

/** What can be taken back now, oldest first. */
export const useUndoOffers = (): readonly UndoOffer[] => useSyncExternalStore(offers.subscribe, offers.get)
