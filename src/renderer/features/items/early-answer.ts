/** Longer ago than this, what was asked may have another answer by now. */
const freshMs = 500

/** One answer that was asked for before whoever needs it is there. */
export interface EarlyAnswer<Value> {
  /** Takes the place of what was asked before and is not taken. */
  readonly ask: (key: string, load: () => Promise<Value>) => void
  /** The answer to this very question, once; null where it was not asked, or not just now. */
  readonly take: (key: string) => Promise<Value> | null
}

/** `now`: ms that count evenly. */
export function createEarlyAnswer<Value>(now: () => number): EarlyAnswer<Value> {
  let asked: { readonly key: string; readonly atMs: number; readonly answer: Promise<Value> } | null = null
  return {
    ask(key, load) {
      const answer = load()
      // Whoever takes it hears of a failure.
      answer.catch(() => undefined)
      asked = { key, atMs: now(), answer }
    },
    take(key) {
      if (asked?.key !== key) return null
      const { atMs, answer } = asked
      asked = null
      return now() - atMs > freshMs ? null : answer
    },
  }
}
