let before: Promise<unknown> = Promise.resolve()

/**
 * Lets main answer whatever came meanwhile: work on a big page must not hold up the screen. Of several that wait each goes on in a
 * turn of its own, so that pages which came in together are not worked on in a row.
 */
export function letEventsRun(): Promise<void> {
  const turn = before.then(() => new Promise<void>((resolve) => setImmediate(resolve)))
  before = turn
  return turn
}
