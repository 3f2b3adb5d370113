/** Of so many live records, there is one more that is gone: archived, or merged into a live one. */
const PER_LIVE = 200
/** Where in its stretch of live records the one stands that another was merged into. */
const WINNER_AT = 136

const DAY_MS = 86_400_000

/** The made-up records that are gone. They come after the live ones, so that the ids of those have no gaps. */
export type Gone = {
  /** How many records there are in all. */
  total: number
  /** The indexes of those that are gone, in order. */
  indexes: readonly number[]
  /** The index of the record that another was merged into; undefined where none was. */
  mergedInto: (index: number) => number | undefined
  /** The index of the record that was merged into this one; undefined where none was. */
  mergedFrom: (index: number) => number | undefined
  /** How long after its last change a record was archived; undefined for all that are not. */
  archivedAfterMs: (index: number) => number | undefined
}

/** Plans what is gone beside so many live records. Every third of them was merged, the others are archived. */
export function planGone(live: number): Gone {
  const count = Math.floor(live / PER_LIVE)
  const isMerged = (turn: number): boolean => turn >= 0 && turn < count && turn % 3 === 1
  const mergedInto = (index: number): number | undefined =>
    isMerged(index - live) ? (index - live) * PER_LIVE + WINNER_AT : undefined
  return {
    total: live + count,
    indexes: Array.from({ length: count }, (_, turn) => live + turn),
    mergedInto,
    mergedFrom: (index) => {
      const turn = (index - WINNER_AT) / PER_LIVE
      return Number.isInteger(turn) && isMerged(turn) ? live + turn : undefined
    },
    archivedAfterMs: (index) =>
      index >= live && index < live + count && mergedInto(index) === undefined
        ? (1 + (index % 7)) * DAY_MS
        : undefined,
  }
}
