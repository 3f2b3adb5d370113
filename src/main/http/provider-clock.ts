import { httpDateMs } from './http-date.ts'

/** The provider's time: what decides which of its changes are new. */
export interface ProviderClock {
  /**
   * Of a reply that has just come, its `Date` header; one that is none is passed over. One that is minutes
   * away from what was known is believed only when a later one agrees: a cache or a proxy on the way may be wrong.
   * After a sleep, in which the even clock may have stood still, that takes a second reply as well.
   */
  note(date: string | undefined): void
  /** Epoch ms, to the second and never ahead: this computer's own time as long as no reply had a date. */
  nowMs(): number
}

/** By so much replies may differ that were long on their way or come from several of the provider's machines. */
const mostDifferenceMs = 2 * 60_000

interface Reading {
  readonly dateMs: number
  readonly atMs: number
}

/** `now` is the wall clock, `clockMs` counts evenly: nobody may move the provider's time by setting theirs. */
export function createProviderClock(ports: {
  readonly now: () => number
  readonly clockMs: () => number
}): ProviderClock {
  let newest: Reading | null = null
  let doubtful: Reading | null = null
  const shownBy = ({ dateMs, atMs }: Reading): number => dateMs + Math.floor(ports.clockMs() - atMs)
  const agrees = (date: number, reading: Reading): boolean =>
    Math.abs(date - shownBy(reading)) <= mostDifferenceMs
  return {
    note(date) {
      const dateMs = httpDateMs(date)
      if (dateMs === null) return
      const reading = { dateMs, atMs: ports.clockMs() }
      // The same date twice is one reading, as a cache would give it.
      const others = [newest, doubtful?.dateMs === dateMs ? null : doubtful]
      const isBelieved = others.some((one) => one !== null && agrees(dateMs, one))
      if (newest !== null && !isBelieved) {
        doubtful = reading
        return
      }
      newest = reading
      doubtful = null
    },
    nowMs: () => (newest === null ? ports.now() : shownBy(newest)),
  }
}
