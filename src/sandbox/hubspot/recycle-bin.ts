/** Which records are not in the list, and in what order those that are archived stand in the recycle bin. */
export type RecycleBin = {
  /** Archived, merged into another, or gone for good. */
  isAbsent: (index: number) => boolean
  absentCount: () => number
  setState: (index: number, state: 'live' | 'archived' | 'gone') => void
  /** Up to `limit` archived indexes from `first` on, in order. */
  archivedFrom: (first: number, limit: number) => readonly number[]
}

/** Keeps the archived ones in order, so that a page of them costs no more than a page of the others. */
export function createRecycleBin(absent: Iterable<number>, archived: readonly number[]): RecycleBin {
  const missing = new Set(absent)
  const bin = [...archived]

  const placeOf = (index: number): number => {
    let low = 0
    let high = bin.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((bin[middle] ?? 0) < index) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    isAbsent: (index) => missing.has(index),
    absentCount: () => missing.size,
    setState: (index, state) => {
      const place = placeOf(index)
      const isThere = bin[place] === index
      if (state === 'archived' && !isThere) bin.splice(place, 0, index)
      if (state !== 'archived' && isThere) bin.splice(place, 1)
      if (state === 'live') missing.delete(index)
      else missing.add(index)
    },
    archivedFrom: (first, limit) => {
      const place = placeOf(first)
      return bin.slice(place, place + limit)
    },
  }
}
