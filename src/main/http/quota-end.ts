import type { QuotaPeriod } from '../../shared/model/limit-status.ts'

const dayMs = 86_400_000

/**
 * When the calls of a period come back, in epoch ms: a day ends at midnight where the account is (`timeZone`,
 * a name like `Europe/Lisbon`), a month with its last day in UTC. Null where the time zone is not known.
 */
export function quotaEndMs(period: QuotaPeriod, nowMs: number, timeZone: string | null): number | null {
  if (period === 'month') {
    const now = new Date(nowMs)
    return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)
  }
  const offsetMs = timeZone === null ? null : offsetAt(timeZone)
  if (offsetMs === null) return null
  const midnight = (Math.floor((nowMs + offsetMs(nowMs)) / dayMs) + 1) * dayMs
  // Twice, because a day on which the clocks are changed ends at another offset than it began.
  return midnight - offsetMs(midnight - offsetMs(nowMs))
}

/** How far a time zone is ahead of UTC at a moment; null for a name that is none. */
function offsetAt(timeZone: string): ((atMs: number) => number) | null {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  } catch {
    // A RangeError, for a name that this computer does not know.
    return null
  }
  return (atMs) => {
    const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]))
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
    const shown = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    )
    return shown - Math.floor(atMs / 1_000) * 1_000
  }
}
