import { makeId } from './ids.ts'
import type { AirtableBehaviour } from './behaviour.ts'

/** Where a listing stands. Nothing before `position` is looked at again. */
export type Iterator = {
  /** What is listed and how, so that an offset is good for its own listing only. */
  key: string
  /** Position in the table, or in `order` when the listing is sorted. */
  position: number
  /** How many records were given so far. */
  given: number
  order: Uint32Array | undefined
}

export type Iterators = {
  /** Keeps a place and returns the offset that leads back to it. */
  keep: (iterator: Iterator, nextRecordId: string) => string
  find: (offset: string, key: string) => Iterator | 'malformed' | 'gone'
}

/** How many places are kept, the oldest forgotten first. */
const KEPT = 2_000

/**
 * Offsets are places in iterators that the service keeps, for some minutes of inactivity and never across a
 * restart (community reports on LIST_RECORDS_ITERATOR_NOT_AVAILABLE).
 */
export function createIterators(now: () => number, behaviour: () => AirtableBehaviour): Iterators {
  const kept = new Map<string, Iterator & { usedAtMs: number }>()
  let count = 0
  let lost = { switches: behaviour(), left: behaviour().lostOffsets }
  const isLost = (): boolean => {
    // A switch that was set anew starts its count again.
    if (lost.switches !== behaviour()) lost = { switches: behaviour(), left: behaviour().lostOffsets }
    if (lost.left === 0) return false
    lost.left--
    return true
  }
  return {
    keep: (iterator, nextRecordId) => {
      count++
      const offset = `${makeId('itr', iterator.key, count)}/${nextRecordId}`
      kept.set(offset, { ...iterator, usedAtMs: now() })
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break
        kept.delete(oldest)
      }
      return offset
    },
    find: (offset, key) => {
      if (!/^itr\w{14}\/rec\w{14}$/.test(offset)) return 'malformed'
      const iterator = kept.get(offset)
      const isExpired =
        iterator === undefined || now() - iterator.usedAtMs > behaviour().offsetLifeSeconds * 1000 || isLost()
      if (isExpired || iterator.key !== key) {
        kept.delete(offset)
        return 'gone'
      }
      iterator.usedAtMs = now()
      return iterator
    },
  }
}
