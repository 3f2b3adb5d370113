import { indexFrom, numberAt } from './record-ids.ts'
import { isEverything, isWithin, spanOver, type Box, type Span } from './search-boxes.ts'
import type { Matches, SearchView } from './search-view.ts'

/** In which order the records are wanted; without a sort, the oldest come first: ids are given out so. */
export type NumberSort = { side: keyof Box; isDescending: boolean }

type Hit = { index: number; key: number }

/**
 * Records by id, creation and last change alone. No record is made for it, and none is sorted but those that
 * were touched since they were made up: the others stand in order already.
 */
export function matchByNumbers(view: SearchView, boxes: readonly Box[], sort: NumberSort): Matches {
  const { createdAtMs, updatedAtMs } = view.times
  const isMatch = (index: number, created: number, updated: number): boolean => {
    for (const box of boxes) {
      if (!isWithin(box.updated, updated) || !isWithin(box.created, created)) continue
      if (isEverything(box.id) || isWithin(box.id, numberAt(index))) return true
    }
    return false
  }
  const isMade = (index: number): boolean => isMatch(index, createdAtMs[index] ?? 0, updatedAtMs[index] ?? 0)

  const touched: Hit[] = []
  let total = countMade(view, boxes, isMade)
  for (const index of view.touched()) {
    if (view.isOrdered(index) && isMade(index)) total--
    const record = view.visible(index)
    if (record === undefined || !isMatch(index, record.createdAtMs, record.updatedAtMs)) continue
    touched.push({ index, key: keyOf(sort.side, index, record) })
  }
  total += touched.length
  const direction = sort.isDescending ? -1 : 1
  touched.sort((a, b) => direction * (a.key - b.key || a.index - b.index))

  function* walk(): Iterable<number> {
    let next = 0
    for (const index of inOrder(view, boxes, sort)) {
      if (!isMade(index) || view.touched().has(index)) continue
      const key = keyOf(sort.side, index, {
        createdAtMs: createdAtMs[index] ?? 0,
        updatedAtMs: updatedAtMs[index] ?? 0,
      })
      for (; next < touched.length; next++) {
        const one = touched[next]
        if (one === undefined || direction * (one.key - key || one.index - index) > 0) break
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

function keyOf(
  side: keyof Box,
  index: number,
  { createdAtMs, updatedAtMs }: { createdAtMs: number; updatedAtMs: number },
): number {
  return side === 'id' ? index : side === 'created' ? createdAtMs : updatedAtMs
}

/** How many records match as they were made up. */
function countMade(view: SearchView, boxes: readonly Box[], isMade: (index: number) => boolean): number {
  const { times } = view
  const [only] = boxes
  if (boxes.length === 1 && only !== undefined && isEverything(only.id) && isEverything(only.created)) {
    return within(times.byUpdate, times.updatedAtMs, only.updated).length
  }
  const { first, end } = indexesIn(view, spanOver(boxes.map(({ id }) => id)))
  let count = 0
  for (let index = first; index < end; index++) if (times.gone[index] === 0 && isMade(index)) count++
  return count
}

/** The made-up indexes whose ids lie within a span: from `first` on, before `end`. */
function indexesIn({ times }: SearchView, { from, to }: Span): { first: number; end: number } {
  const { length } = times.gone
  return {
    first: from === -Infinity ? 0 : indexFrom(Math.ceil(from)),
    end: to === Infinity ? length : Math.min(length, indexFrom(Math.floor(to) + 1)),
  }
}

/** The made-up records that are worth a look, in the wanted order. */
function* inOrder(
  view: SearchView,
  boxes: readonly Box[],
  { side, isDescending }: NumberSort,
): Iterable<number> {
  const { times } = view
  const span = spanOver(boxes.map((box) => box[side]))
  if (side === 'id') {
    const { first, end } = indexesIn(view, span)
    for (let step = 0; step < end - first; step++) {
      const index = isDescending ? end - 1 - step : first + step
      if (times.gone[index] === 0) yield index
    }
    return
  }
  const ordered =
    side === 'updated'
      ? within(times.byUpdate, times.updatedAtMs, span)
      : within(times.byCreation(), times.createdAtMs, span)
  for (let step = 0; step < ordered.length; step++) {
    yield ordered[isDescending ? ordered.length - 1 - step : step] ?? 0
  }
}

/** The part of an order within a span. */
export function within(order: Uint32Array, values: Float64Array, { from, to }: Span): Uint32Array {
  return order.subarray(placeOf(order, values, from), placeOf(order, values, to + 1))
}

/** How many of an order come before a value. */
function placeOf(order: Uint32Array, values: Float64Array, value: number): number {
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[order[middle] ?? 0] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
