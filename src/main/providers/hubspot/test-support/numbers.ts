/** Whole numbers below `end`, the same for the same seed (a linear congruential generator of Numerical Recipes). */
export function createNumbers(seed: number): (end: number) => number {
  let state = seed
  return (end) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * end)
  }
}
