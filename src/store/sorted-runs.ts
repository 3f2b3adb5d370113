import type { KeyedRow } from './sort-keys.ts'

/** Sorts rows that come bit by bit, a bit at a time: one sort of a million rows would hold up everybody for seconds. */
export interface SortedRuns {
  add(row: KeyedRow): void
  /** No more rows are added from here on: the ids of the next rows in order, at most `limit`; none at the end. */
  take(limit: number): readonly number[]
}

const RUN_LENGTH = 4_096

/** Rows are sorted in runs, and the runs merged: each one's first row stands in a heap, the foremost on top. */
export function sortedRuns(compare: (a: KeyedRow, b: KeyedRow) => number): SortedRuns {
  let run: KeyedRow[] = []
  /** Sorted, the last row first, so that rows that were taken can be forgotten. */
  const runs: KeyedRow[][] = []
  let heap: KeyedRow[][] | null = null

  const end = (): void => {
    if (run.length > 0) runs.push(run.sort((a, b) => compare(b, a)))
    run = []
  }
  const isBefore = (one: readonly KeyedRow[], other: readonly KeyedRow[]): boolean => {
    const [a, b] = [one.at(-1), other.at(-1)]
    return a !== undefined && (b === undefined || compare(a, b) < 0)
  }
  return {
    add(row) {
      run.push(row)
      if (run.length >= RUN_LENGTH) end()
    },
    take(limit) {
      if (heap === null) {
        end()
        heap = runs
        for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(heap, at, isBefore)
      }
      const rids: number[] = []
      while (rids.length < limit) {
        const first = heap[0]
        const row = first?.pop()
        if (first === undefined || row === undefined) break
        rids.push(row[0])
        if (first.length === 0) {
          const last = heap.pop()
          if (last !== undefined && last !== first) heap[0] = last
        }
        sink(heap, 0, isBefore)
      }
      return rids
    },
  }
}

function sink<Value>(heap: Value[], from: number, isBefore: (a: Value, b: Value) => boolean): void {
  let at = from
  for (;;) {
    const [left, right] = [2 * at + 1, 2 * at + 2]
    let first = at
    for (const child of [left, right]) {
      const [one, other] = [heap[child], heap[first]]
      if (child < heap.length && one !== undefined && other !== undefined && isBefore(one, other))
        first = child
    }
    const [moved, raised] = [heap[at], heap[first]]
    if (first === at || moved === undefined || raised === undefined) return
    heap[at] = raised
    heap[first] = moved
    at = first
  }
}
