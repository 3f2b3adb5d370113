import type { TallyGroup, TallyResult } from '../shared/tally-protocol.ts'

/** What was counted of one tally so far. */
export interface TallyCounts {
  /** `sign` -1 takes rows out again. */
  add(group: TallyGroup, sign: 1 | -1): void
  /** With what else was counted of the same tally. */
  result(also: TallyCounts | null): TallyResult
  readonly groups: ReadonlyMap<string, TallyGroup>
  readonly rest: number
}

/** A field of the user's own may have as many values as there are rows. */
const MOST_GROUPS = 1_000
/** Digits behind the point of a sum: beyond them are only traces of adding. */
const SUM_DIGITS = 6

export function tallyCounts(): TallyCounts {
  const groups = new Map<string, TallyGroup>()
  let rest = 0
  return {
    groups,
    get rest() {
      return rest
    },
    add(group, sign) {
      rest += sign * addTo(groups, group, sign)
    },
    result(also) {
      const all = new Map(groups)
      let left = rest + (also?.rest ?? 0)
      for (const group of also?.groups.values() ?? []) left += addTo(all, group, 1)
      return {
        groups: [...all.values()]
          .filter(({ count }) => count > 0)
          .map((group) => ({ ...group, sums: group.sums.map((sum) => Number(sum.toFixed(SUM_DIGITS))) })),
        rest: Math.max(0, left),
      }
    },
  }
}

/** Answers how many rows found no place. */
function addTo(groups: Map<string, TallyGroup>, { values, ...added }: TallyGroup, sign: 1 | -1): number {
  const key = JSON.stringify(values)
  const known = groups.get(key)
  if (known === undefined && groups.size >= MOST_GROUPS) return added.count
  groups.set(key, {
    values,
    count: (known?.count ?? 0) + sign * added.count,
    valued: added.valued.map((each, n) => (known?.valued[n] ?? 0) + sign * each),
    sums: added.sums.map((each, n) => (known?.sums[n] ?? 0) + sign * each),
  })
  return 0
}
