import { httpDateMs } from './http-date.ts'

/** The provider's time: what decides which of its changes are new. */
export interface ProviderClock {
  /** Of a reply that has just come, its `Date` header; one that is none is passed over. */
  note(date: string | undefined): void
  /** Epoch ms, to the second and never ahead: this computer's own time as long as no reply had a date. */
  nowMs(): number
}

/** `now` is the wall clock, `clockMs` counts evenly: nobody may move the provider's time by setting theirs. */
export function createProviderClock(ports: {
  readonly now: () => number
  readonly clockMs: () => number
}): ProviderClock {
  let newest: { readonly dateMs: number; readonly atMs: number } | null = null
  return {
    note(date) {
      const dateMs = httpDateMs(date)
      if (dateMs !== null) newest = { dateMs, atMs: ports.clockMs() }
    },
    nowMs: () => (newest === null ? ports.now() : newest.dateMs + Math.floor(ports.clockMs() - newest.atMs)),
  }
}
