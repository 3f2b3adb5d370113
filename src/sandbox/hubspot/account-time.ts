import { PORTAL } from './portal.ts'

const DAY_MS = 86_400_000

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: PORTAL.timeZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** How far the account's time zone is ahead of UTC at a moment, in ms. */
export function utcOffsetMs(nowMs: number): number {
  const parts = new Map(clock.formatToParts(nowMs).map(({ type, value }) => [type, Number(value)]))
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return shown - Math.floor(nowMs / 1000) * 1000
}

/** When the account's day ends, in ms since 1970, on days of 23 and 25 hours as well. */
export function nextMidnightMs(nowMs: number): number {
  const midnight = (Math.floor((nowMs + utcOffsetMs(nowMs)) / DAY_MS) + 1) * DAY_MS
  return midnight - utcOffsetMs(midnight - utcOffsetMs(nowMs))
}

/** An offset as HubSpot writes it: `+01:00`. */
export function formatOffset(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / 60_000
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
