// One formatter each, made once: creating an Intl object per list row is slow.
const dateFormat = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })
const dateTimeFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })
const timeFormat = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit' })
const dayFormat = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long' })
const numberFormat = new Intl.NumberFormat('en')

/** `20 Nov 2026` in the order of the language. */
export const formatDate = (atMs: number): string => dateFormat.format(atMs)

/** Date and time to the minute, in this computer's time zone. */
export const formatDateTime = (atMs: number): string => dateTimeFormat.format(atMs)

/** The time alone where the moment is within a day of now, otherwise the day: `2:05 PM`, `December 1`. */
export function formatDayOrTime(atMs: number, nowMs: number = Date.now()): string {
  return Math.abs(atMs - nowMs) < 86_400_000 ? timeFormat.format(atMs) : dayFormat.format(atMs)
}

/** The time of today, or else the day with it. */
export function formatDayAndTime(atMs: number, nowMs: number = Date.now()): string {
  const isToday = dateFormat.format(atMs) === dateFormat.format(nowMs)
  return isToday ? timeFormat.format(atMs) : dateTimeFormat.format(atMs)
}

/** `12,304` */
export const formatCount = (count: number): string => numberFormat.format(count)

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
const [byteFormat, ...sizeFormats] = units.map(
  (unit, power) =>
    new Intl.NumberFormat('en', {
      style: 'unit',
      unit,
      unitDisplay: power === 0 ? 'long' : 'short',
      maximumFractionDigits: power > 1 ? 1 : 0,
    }),
)

/** `34.2 MB`, in powers of a thousand as file managers count. */
export function formatBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(1, bytes)) / 3), sizeFormats.length)
  const format = power === 0 ? byteFormat : sizeFormats[power - 1]
  return format?.format(bytes / 1_000 ** power) ?? ''
}

const exactFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 20 })

/** `1,234.5`, every digit that it has. */
export const formatNumber = (value: number): string => exactFormat.format(value)

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** A day without a time zone (`2026-11-28`) in the order of the language; what is no day stays as it is. */
export function formatDay(day: string): string {
  const atMs = dayPattern.test(day) ? Date.parse(`${day}T00:00`) : Number.NaN
  return Number.isNaN(atMs) ? day : dateFormat.format(atMs)
}
