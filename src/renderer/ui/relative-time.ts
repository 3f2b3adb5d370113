const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export type Age =
  | { readonly unit: 'now' }
  | { readonly unit: 'minutes' | 'hours'; readonly count: number }
  /** Older than a day, or ahead of this computer's clock by more than a minute: the date says it better. */
  | { readonly unit: 'date' }

/** How long ago `atMs` was, in the largest unit that is still exact enough to be useful. */
export function ageOf(atMs: number, nowMs: number): Age {
  const ageMs = nowMs - atMs
  if (ageMs < -minuteMs || ageMs >= dayMs) return { unit: 'date' }
  if (ageMs < minuteMs) return { unit: 'now' }
  if (ageMs < hourMs) return { unit: 'minutes', count: Math.floor(ageMs / minuteMs) }
  return { unit: 'hours', count: Math.floor(ageMs / hourMs) }
}
