import { isFailed, toMoment, type Moment, FAILED, type Value } from './values.ts'

const UNITS: Record<string, number> = {
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
}

function unitOf(text: string): string {
  const short: Record<string, string> = {
    ms: 'millisecond',
    s: 'second',
    m: 'minute',
    h: 'hour',
    d: 'day',
    w: 'week',
    M: 'month',
    Q: 'quarter',
    y: 'year',
  }
  return short[text] ?? text.toLowerCase().replace(/s$/, '')
}

/** Compares two moments; `blank` is the answer when either is missing. A text that is no date fails. */
export function compareMoments(
  left: Value,
  right: Value,
  blank: Value,
  test: (left: number, right: number) => boolean,
): Value {
  if (isFailed(left) || isFailed(right)) return FAILED
  if (left === null || right === null) return blank
  const from = toMoment(left)
  const to = toMoment(right)
  return from === undefined || to === undefined ? FAILED : test(from.atMs, to.atMs)
}

/** Start of the unit that a moment lies in, in UTC. */
export function startOf({ atMs }: Moment, unitText: string): number {
  const unit = unitOf(unitText)
  const date = new Date(atMs)
  if (unit === 'year') return Date.UTC(date.getUTCFullYear(), 0)
  if (unit === 'quarter') return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3)
  if (unit === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
  // Weeks begin on Sunday; 1970 began on a Thursday.
  if (unit === 'week') return Math.floor((atMs + 4 * 86_400_000) / 604_800_000) * 604_800_000 - 4 * 86_400_000
  const size = UNITS[unit] ?? 1
  return Math.floor(atMs / size) * size
}

export function addTo({ atMs }: Moment, count: number, unitText: string): Value {
  const unit = unitOf(unitText)
  const size = UNITS[unit]
  if (size !== undefined) return momentOr(atMs + count * size)
  const months = { month: 1, quarter: 3, year: 12 }[unit]
  if (months === undefined) return FAILED
  const date = new Date(atMs)
  return momentOr(date.setUTCMonth(date.getUTCMonth() + count * months))
}

/** Fails for a time that no date can hold. */
function momentOr(atMs: number): Value {
  return Math.abs(atMs) <= 8.64e15 ? { atMs } : FAILED
}

export function differenceIn(left: Moment, right: Moment, unitText: string): Value {
  const unit = unitOf(unitText)
  const size = UNITS[unit]
  if (size !== undefined) return Math.trunc((left.atMs - right.atMs) / size)
  const months = { month: 1, quarter: 3, year: 12 }[unit]
  if (months === undefined) return FAILED
  const [a, b] = [new Date(left.atMs), new Date(right.atMs)]
  const whole = (a.getUTCFullYear() - b.getUTCFullYear()) * 12 + a.getUTCMonth() - b.getUTCMonth()
  return Math.trunc(whole / months)
}

const PARTS: readonly (readonly [pattern: string, part: (date: Date) => string])[] = [
  ['YYYY', (date) => String(date.getUTCFullYear())],
  ['MM', (date) => pad(date.getUTCMonth() + 1)],
  ['DD', (date) => pad(date.getUTCDate())],
  ['HH', (date) => pad(date.getUTCHours())],
  ['mm', (date) => pad(date.getUTCMinutes())],
  ['ss', (date) => pad(date.getUTCSeconds())],
  ['X', (date) => String(Math.floor(date.getTime() / 1000))],
  ['x', (date) => String(date.getTime())],
]

/** The parts of Moment's format that filters use; what is none of them stays as it is. */
export function format({ atMs }: Moment, pattern: string): string {
  const date = new Date(atMs)
  return pattern.replace(
    /YYYY|MM|DD|HH|mm|ss|X|x/g,
    (part) => PARTS.find(([name]) => name === part)?.[1](date) ?? part,
  )
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
