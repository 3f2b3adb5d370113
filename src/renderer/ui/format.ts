import { formatLocale } from '../copy/speak.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

const makers = {
  date: (locale: string) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
  dateTime: (locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
  time: (locale: string) => new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }),
  day: (locale: string) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' }),
  number: (locale: string) => new Intl.NumberFormat(locale),
  exactNumber: (locale: string) => new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }),
  percent: (locale: string) => new Intl.NumberFormat(locale, { style: 'percent' }),
  calendarDate: (locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
  list: (locale: string) => new Intl.ListFormat(locale),
  orList: (locale: string) => new Intl.ListFormat(locale, { type: 'disjunction' }),
  sizes: (locale: string) =>
    units.map(
      (unit, power) =>
        new Intl.NumberFormat(locale, {
          style: 'unit',
          unit,
          unitDisplay: power === 0 ? 'long' : 'short',
          maximumFractionDigits: power > 1 ? 1 : 0,
        }),
    ),
}
type Makers = typeof makers

// Each made when it is first needed, once for each language that was spoken: an Intl object takes a millisecond or two,
// too much for each row of a list, and all of them too much for the start.
const made = new Map<string, unknown>()

function format<Name extends keyof Makers>(name: Name): ReturnType<Makers[Name]> {
  const locale = formatLocale()
  const key = `${locale} ${name}`
  const known = made.get(key) ?? makers[name](locale)
  made.set(key, known)
  // Under this name lies what this maker made.
  return known as ReturnType<Makers[Name]>
}

/** `20 Nov 2026` in the order of the language. */
export const formatDate = (atMs: number): string => format('date').format(atMs)

/** Date and time to the minute, in this computer's time zone. */
export const formatDateTime = (atMs: number): string => format('dateTime').format(atMs)

/** The time alone where the moment is within a day of now, otherwise the day: `2:05 PM`, `December 1`. */
export function formatDayOrTime(atMs: number, nowMs: number = Date.now()): string {
  return format(Math.abs(atMs - nowMs) < 86_400_000 ? 'time' : 'day').format(atMs)
}

/** The time of today, or else the day with it. */
export function formatDayAndTime(atMs: number, nowMs: number = Date.now()): string {
  const isToday = formatDate(atMs) === formatDate(nowMs)
  return format(isToday ? 'time' : 'dateTime').format(atMs)
}

/** `12,304` */
export const formatCount = (count: number): string => format('number').format(count)

/** `42%`, of a hundred. */
export const formatPercent = (percent: number): string => format('percent').format(percent / 100)

/** A number with every digit that it has. */
export const formatExactly = (value: number): string => format('exactNumber').format(value)

/** A date without a time: the same day everywhere. `atMs` is its midnight in UTC. */
export const formatCalendarDate = (atMs: number): string => format('calendarDate').format(atMs)

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
export const formatList = (parts: readonly string[]): string => format('list').format(parts)

/** `A, B, or C` */
export const formatOrList = (parts: readonly string[]): string => format('orList').format(parts)

/** `34.2 MB`, in powers of a thousand as file managers count. */
export function formatBytes(bytes: number): string {
  const sizes = format('sizes')
  const power = Math.min(Math.floor(Math.log10(Math.max(1, bytes)) / 3), sizes.length - 1)
  return sizes[power]?.format(bytes / 1_000 ** power) ?? ''
}

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** A day without a time zone (`2026-11-28`) in the order of the language; what is no day stays as it is. */
export function formatDay(day: string): string {
  const atMs = dayPattern.test(day) ? Date.parse(`${day}T00:00`) : Number.NaN
  return Number.isNaN(atMs) ? day : formatDate(atMs)
}
