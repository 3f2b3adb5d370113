import type { LimitStatus } from '../../../shared/model/limit-status.ts'

/** Of a kind with many limits (one a base) so many are told apart. */
const atMostOfAKind = 3

/** The limits that are worth a line: those that hold something up first, and of many alike only the fullest. */
export function shownLimits(limits: readonly LimitStatus[], nowMs: number): readonly LimitStatus[] {
  const weightOf = ({ used, max, waiting, waitingUntilMs }: LimitStatus): number =>
    (waitingUntilMs !== null && waitingUntilMs > nowMs ? 4 : 0) + (waiting > 0 ? 2 : 0) + used / max
  const kinds = [...new Set(limits.map(({ kind }) => kind))]
  return kinds.flatMap((kind) =>
    limits
      .filter((limit) => limit.kind === kind)
      .toSorted((one, other) => weightOf(other) - weightOf(one))
      .slice(0, atMostOfAKind),
  )
}
