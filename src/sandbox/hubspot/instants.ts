const DAY_MS = 86_400_000
/** How many days are remembered; made-up records span fewer. */
const REMEMBERED_DAYS = 4_000
const days = new Map<number, string>()
const TWO = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'))

/**
 * A time as HubSpot writes it: with three fraction digits, or with none when the fraction is zero. A reader
 * that insists on either form breaks on a real account.
 */
export function formatInstant(ms: number): string {
  // By hand, because records are made and shown by the hundred thousand and this is most of their cost.
  const day = Math.floor(ms / DAY_MS)
  const within = ms - day * DAY_MS
  const seconds = Math.floor(within / 1000)
  const fraction = Math.floor(within) % 1000
  const hour = TWO[Math.floor(seconds / 3600)] ?? ''
  const minute = TWO[Math.floor(seconds / 60) % 60] ?? ''
  const second = TWO[seconds % 60] ?? ''
  const whole = `${formatDay(ms)}T${hour}:${minute}:${second}`
  return fraction === 0 ? `${whole}Z` : `${whole}.${String(fraction).padStart(3, '0')}Z`
}

/** A calendar day, without a time. */
export function formatDay(ms: number): string {
  const day = Math.floor(ms / DAY_MS)
  const known = days.get(day)
  if (known !== undefined) return known
  const written = new Date(day * DAY_MS).toISOString().slice(0, 10)
  if (days.size >= REMEMBERED_DAYS) days.clear()
  days.set(day, written)
  return written
}
