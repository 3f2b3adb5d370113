import type { Maker } from './maker.ts'

/** Which records were merged into which others; by index. */
export type MergedRecords = {
  add: (loser: number, winner: number) => void
  /** Into whom a record was merged; undefined for one that stands for itself. */
  into: (index: number) => number | undefined
  /** The record that an index leads to in the end, however many merges that takes. */
  resolve: (index: number) => number
  readState: () => [number, number][]
}

export function createMergedRecords(
  maker: Maker,
  state: readonly (readonly [number, number])[],
): MergedRecords {
  const winners = new Map(state)
  const into = (index: number): number | undefined =>
    winners.get(index) ?? (index < maker.count ? maker.mergedInto?.(index) : undefined)
  return {
    add: (loser, winner) => {
      winners.set(loser, winner)
    },
    into,
    resolve: (index) => {
      let last = index
      for (let next = into(last); next !== undefined; next = into(last)) last = next
      return last
    },
    readState: () => [...winners],
  }
}
