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

/** How long it is until `atMs`, rounded up, so that nothing is promised too early; what is past is due now. */
export function delayOf(atMs: number, nowMs: number): Age {
  const leftMs = atMs - nowMs
  if (leftMs <= 0) return { unit: 'now' }
  if (leftMs > dayMs) return { unit: 'date' }
  if (leftMs <= hourMs - minuteMs) return { unit: 'minutes', count: Math.ceil(leftMs / minuteMs) }
  return { unit: 'hours', count: Math.ceil(leftMs / hourMs) }
}

/** How long something took: the two largest units that say something. */
export type Duration =
  | { readonly unit: 'moment' }
  | { readonly unit: 'seconds'; readonly seconds: number }
  | { readonly unit: 'minutes'; readonly minutes: number; readonly seconds: number }
  | { readonly unit: 'hours'; readonly hours: number; readonly minutes: number }

export function durationOf(tookMs: number): Duration {
  const seconds = Math.round(Math.max(0, tookMs) / 1_000)
  if (seconds < 1) return { unit: 'moment' }
  if (seconds < 60) return { unit: 'seconds', seconds }
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return { unit: 'minutes', minutes, seconds: seconds % 60 }
  return { unit: 'hours', hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}
