import { formatLocale } from '../copy/speak.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

const formatsIn = (locale: string) => ({
  date: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
  dateTime: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
  time: new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }),
  day: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' }),
  number: new Intl.NumberFormat(locale),
  exactNumber: new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }),
  calendarDate: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
  list: new Intl.ListFormat(locale),
  orList: new Intl.ListFormat(locale, { type: 'disjunction' }),
  sizes: units.map(
    (unit, power) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: power === 0 ? 'long' : 'short',
        maximumFractionDigits: power > 1 ? 1 : 0,
      }),
  ),
})

// Made once for each language that was spoken: creating an Intl object per list row is slow.
const made = new Map<string, ReturnType<typeof formatsIn>>()

function formats(): ReturnType<typeof formatsIn> {
  const locale = formatLocale()
  const known = made.get(locale) ?? formatsIn(locale)
  made.set(locale, known)
  return known
}

/** `20 Nov 2026` in the order of the language. */
export const formatDate = (atMs: number): string => formats().date.format(atMs)

/** Date and time to the minute, in this computer's time zone. */
export const formatDateTime = (atMs: number): string => formats().dateTime.format(atMs)

/** The time alone where the moment is within a day of now, otherwise the day: `2:05 PM`, `December 1`. */
export function formatDayOrTime(atMs: number, nowMs: number = Date.now()): string {
  const { time, day } = formats()
  return Math.abs(atMs - nowMs) < 86_400_000 ? time.format(atMs) : day.format(atMs)
}

/** The time of today, or else the day with it. */
export function formatDayAndTime(atMs: number, nowMs: number = Date.now()): string {
  const { date, time, dateTime } = formats()
  return date.format(atMs) === date.format(nowMs) ? time.format(atMs) : dateTime.format(atMs)
}

/** `12,304` */
export const formatCount = (count: number): string => formats().number.format(count)

/** A number with every digit that it has. */
export const formatExactly = (value: number): string => formats().exactNumber.format(value)

/** A date without a time: the same day everywhere. `atMs` is its midnight in UTC. */
export const formatCalendarDate = (atMs: number): string => formats().calendarDate.format(atMs)

const currencies = new Map<string, Intl.NumberFormat>()

/** `€1,234.50`, or in few digits `€1.2K`. `currency`: three letters (ISO 4217). */
export function formatCurrency(value: number, currency: string, how: 'short' | 'full'): string {
  const locale = formatLocale()
  const name = `${locale} ${currency} ${how}`
  const known =
    currencies.get(name) ??
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      ...(how === 'short' && { notation: 'compact', maximumFractionDigits: 1 }),
    })
  currencies.set(name, known)
  return known.format(value)
}

/** `A, B, and C` */
export const formatList = (parts: readonly string[]): string => formats().list.format(parts)

/** `A, B, or C` */
export const formatOrList = (parts: readonly string[]): string => formats().orList.format(parts)

/** `34.2 MB`, in powers of a thousand as file managers count. */
export function formatBytes(bytes: number): string {
  const { sizes } = formats()
  const power = Math.min(Math.floor(Math.log10(Math.max(1, bytes)) / 3), sizes.length - 1)
  return sizes[power]?.format(bytes / 1_000 ** power) ?? ''
}

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** A day without a time zone (`2026-11-28`) in the order of the language; what is no day stays as it is. */
export function formatDay(day: string): string {
  const atMs = dayPattern.test(day) ? Date.parse(`${day}T00:00`) : Number.NaN
  return Number.isNaN(atMs) ? day : formatDate(atMs)
}
