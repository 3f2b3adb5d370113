/** Calls back once, later; the answer takes it back. */
export type Later = (callback: () => void, delayMs: number) => () => void

export const later: Later = (callback, delayMs) => {
  const timer = setTimeout(callback, delayMs)
  return () => clearTimeout(timer)
}
