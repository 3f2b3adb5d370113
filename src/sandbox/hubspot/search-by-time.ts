import type { Matches, SearchView } from './search-view.ts'

type Window = { fromMs: number; toMs: number }

/**
 * The records changed within a window, in order of the change. Nothing is made or sorted for it but what was
 * touched since the records were made up: the rest stands in order already.
 */
export function matchByTime(view: SearchView, window: Window, isDescending: boolean): Matches {
  const { byUpdate, updatedAtMs } = view.times
  const first = placeOf(view, window.fromMs)
  const end = placeOf(view, window.toMs + 1)
  const touched: { index: number; ms: number }[] = []
  let total = Math.max(0, end - first)
  for (const index of view.touched()) {
    const made = updatedAtMs[index]
    if (made !== undefined && view.isOrdered(index) && made >= window.fromMs && made <= window.toMs) total--
    const ms = view.visible(index)?.updatedAtMs
    if (ms !== undefined && ms >= window.fromMs && ms <= window.toMs) touched.push({ index, ms })
  }
  total += touched.length
  const direction = isDescending ? -1 : 1
  touched.sort((a, b) => direction * (a.ms - b.ms) || direction * (a.index - b.index))

  function* walk(): Iterable<number> {
    let next = 0
    for (let step = 0; step < end - first; step++) {
      const index = byUpdate[isDescending ? end - 1 - step : first + step] ?? 0
      if (view.touched().has(index)) continue
      const ms = updatedAtMs[index] ?? 0
      for (; next < touched.length; next++) {
        const one = touched[next]
        if (one === undefined || direction * (one.ms - ms || one.index - index) > 0) break
        yield one.index
      }
      yield index
    }
    for (; next < touched.length; next++) yield touched[next]?.index ?? 0
  }

  return {
    total,
    slice: (from, count) => {
      const found: number[] = []
      let position = 0
      for (const index of walk()) {
        if (position >= from + count) break
        if (position++ >= from) found.push(index)
      }
      return found
    },
  }
}

/** How many of the ordered records were changed before a time. */
function placeOf({ times: { byUpdate, updatedAtMs } }: SearchView, ms: number): number {
  let low = 0
  let high = byUpdate.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((updatedAtMs[byUpdate[middle] ?? 0] ?? 0) < ms) low = middle + 1
    else high = middle
  }
  return low
}

/** The ordered records changed within a window, by their places. */
export function orderedWithin(view: SearchView, { fromMs, toMs }: Window): Uint32Array {
  return view.times.byUpdate.subarray(placeOf(view, fromMs), placeOf(view, toMs + 1))
}
