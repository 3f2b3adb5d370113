/** Pages come before this number in the order, data sources from it on. */
export const FIRST_SOURCE = 2 ** 25

const SPAN = 2 ** 26
/** Minutes are counted from here, so that a minute and a number fit into one exact double. */
const EPOCH = Date.UTC(2020, 0, 1) / 60_000

/**
 * Everything that search finds, by the minute of its last edit and, within one, by its number. A place in it is
 * one number, so that a list can be continued anywhere without counting from its start, even when things
 * were edited in between.
 */
export type EditOrder = {
  /** Something was edited, or is new. */
  touch: (ordinal: number, minute: number) => void
  /** Places from the newest on, or from the oldest; after `after` where it is given. */
  walk: (isNewestFirst: boolean, after?: number) => Generator<number, void, undefined>
}

export function ordinalAt(place: number): number {
  return place % SPAN
}

/** `ordinals` are the made-up things; they are sorted when the order is first looked at. */
export function createEditOrder(
  ordinals: () => Iterable<readonly [ordinal: number, minute: number]>,
): EditOrder {
  let sorted: Float64Array | undefined
  const touched = new Map<number, number>()
  let touchedPlaces: Float64Array | undefined

  const made = (): Float64Array => {
    sorted ??= Float64Array.from(ordinals(), ([ordinal, minute]) => placeOf(ordinal, minute)).sort()
    return sorted
  }
  const changed = (): Float64Array => {
    touchedPlaces ??= Float64Array.from(touched.values()).sort()
    return touchedPlaces
  }

  return {
    touch: (ordinal, minute) => {
      touched.set(ordinal, placeOf(ordinal, minute))
      touchedPlaces = undefined
    },
    *walk(isNewestFirst, after) {
      const step = isNewestFirst ? -1 : 1
      const lists = [made(), changed()] as const
      const at: [number, number] = [
        startOf(lists[0], isNewestFirst, after),
        startOf(lists[1], isNewestFirst, after),
      ]
      for (;;) {
        while (touched.has(ordinalAt(lists[0][at[0]] ?? -1))) at[0] += step
        const first = lists[0][at[0]]
        const second = lists[1][at[1]]
        if (first === undefined && second === undefined) return
        const takesSecond =
          first === undefined || (second !== undefined && (isNewestFirst ? second > first : second < first))
        yield (takesSecond ? second : first) ?? 0
        at[takesSecond ? 1 : 0] += step
      }
    },
  }
}

function placeOf(ordinal: number, minute: number): number {
  return (minute - EPOCH) * SPAN + ordinal
}

/** The first position to look at: beyond `after` in the direction of the walk. */
function startOf(places: Float64Array, isNewestFirst: boolean, after: number | undefined): number {
  if (after === undefined) return isNewestFirst ? places.length - 1 : 0
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const place = places[middle] ?? 0
    if (isNewestFirst ? place < after : place <= after) low = middle + 1
    else high = middle
  }
  return isNewestFirst ? low - 1 : low
}
