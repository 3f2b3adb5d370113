/** Longer than the store takes for what is about to be drawn; who waits for more is to see that something happens. */
const patienceMs = 60

/** Comes with the end of what is awaited, good or bad, or after 60 ms without it: what is drawn then is drawn once. */
export const settledOrLate = (awaited: Promise<unknown>): Promise<void> =>
  new Promise((resolve) => {
    const late = setTimeout(resolve, patienceMs)
    const settled = (): void => {
      clearTimeout(late)
      resolve()
    }
    awaited.then(settled, settled)
  })
