/**
 * How much earlier than its reply a call was counted, in milliseconds, with caution. A provider counts a call
 * somewhere between its sending and its reply, and nobody says when. To be sure, its place in the window would
 * have to be held from the reply on, which costs a round trip a place: a tenth of the searches, where the
 * window is one second. But no reply comes faster than the way there and back; nine tenths of the fastest of
 * the last replies are taken for that. This holds as long as replies vary by no more than a tenth of it.
 */
export interface LatencyCredit {
  /** Of a reply, how long it took. */
  note(latencyMs: number): void
  ms(): number
  /** A refusal says that something here is wrong: no more credit, from then on. */
  distrust(): void
}

const fewestReplies = 8
const mostReplies = 32
const share = 0.9

export function createLatencyCredit(): LatencyCredit {
  const latest: number[] = []
  let isTrusted = true
  return {
    note(latencyMs) {
      latest.push(latencyMs)
      if (latest.length > mostReplies) latest.shift()
    },
    ms: () => (isTrusted && latest.length >= fewestReplies ? share * Math.min(...latest) : 0),
    distrust: () => {
      isTrusted = false
    },
  }
}
