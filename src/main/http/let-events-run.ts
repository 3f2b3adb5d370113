/** Lets main answer whatever came meanwhile: work on a big page must not hold up the screen. */
export const letEventsRun = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
