/**
 * How many calls may be sent again after a failure: of any n calls in a row a tenth, and ten more. Whoever asks
 * a dying service three times for everything takes the rest of its strength.
 */
export interface RetryBudget {
  /** A call is sent for the first time. */
  noteCall(): void
  /** Takes one repeat; false when none is left. */
  take(): boolean
}

/** Counted in tenths of a repeat: a call brings one, a repeat costs ten. */
const most = 100
const cost = 10

export function createRetryBudget(): RetryBudget {
  let left = most
  return {
    noteCall: () => {
      left = Math.min(most, left + 1)
    },
    take: () => {
      if (left < cost) return false
      left -= cost
      return true
    },
  }
}
