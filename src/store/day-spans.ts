import type { FilterTest } from '../shared/model/filter.ts'
import { LAST_MOMENT, readDay } from './field-values.ts'

/** Days, ends included; null where it has no end. */
export interface DaySpan {
  readonly from: string | null
  readonly to: string | null
}

const FIRST_DAY = '0000-01-01'
const LAST_DAY = '9999-12-31'
const MOST_UNITS = 10_000

/**
 * The days of a test, in the time zone of this computer; null where its values say nothing. The last 7 days are today
 * and the seven before, the next 7 today and the seven after. A week begins on Monday.
 */
export function daySpan(test: FilterTest, values: readonly string[], nowMs: number): DaySpan | null {
  const today = new Date(nowMs)
  const [first = '', second = ''] = values
  if (test === 'this') return present(first, today)
  if (test === 'in-last' || test === 'not-in-last') {
    const from = moved(today, first, second, -1)
    return from === null ? null : { from, to: dayText(today) }
  }
  if (test === 'in-next') {
    const to = moved(today, first, second, 1)
    return to === null ? null : { from: dayText(today), to }
  }
  const day = readDay(first)
  if (day === null) return null
  switch (test) {
    case 'equals':
      return { from: day, to: day }
    case 'less':
      return { from: null, to: nextDay(day, -1) }
    case 'more':
      return { from: nextDay(day, 1), to: null }
    case 'between': {
      const other = readDay(second)
      if (other === null) return null
      return day <= other ? { from: day, to: other } : { from: other, to: day }
    }
    default:
      return null
  }
}

/** The ends as days are compared. */
export const dayBounds = ({ from, to }: DaySpan): [string, string] => [from ?? FIRST_DAY, to ?? LAST_DAY]

/** The ends as moments are compared: epoch ms, both included. */
export const momentBounds = ({ from, to }: DaySpan): [number, number] => [
  from === null ? -LAST_MOMENT : dateOf(from).getTime(),
  to === null ? LAST_MOMENT : dateOf(nextDay(to, 1)).getTime() - 1,
]

function present(unit: string, today: Date): DaySpan | null {
  const [year, month, date] = [today.getFullYear(), today.getMonth(), today.getDate()]
  const span = (from: Date, to: Date): DaySpan => ({ from: dayText(from), to: dayText(to) })
  switch (unit) {
    case 'day':
      return span(today, today)
    case 'week': {
      const monday = date - ((today.getDay() + 6) % 7)
      return span(new Date(year, month, monday), new Date(year, month, monday + 6))
    }
    case 'month':
      return span(new Date(year, month, 1), new Date(year, month + 1, 0))
    case 'year':
      return span(new Date(year, 0, 1), new Date(year, 11, 31))
    default:
      return null
  }
}

function moved(today: Date, count: string, unit: string, direction: 1 | -1): string | null {
  if (!/^\d{1,5}$/.test(count) || Number(count) > MOST_UNITS) return null
  const by = direction * Number(count)
  const [year, month, date] = [today.getFullYear(), today.getMonth(), today.getDate()]
  switch (unit) {
    case 'day':
      return dayText(new Date(year, month, date + by))
    case 'week':
      return dayText(new Date(year, month, date + 7 * by))
    case 'month': {
      // A month before 31 March is the last day of February.
      const last = new Date(year, month + by + 1, 0).getDate()
      return dayText(new Date(year, month + by, Math.min(date, last)))
    }
    default:
      return null
  }
}

function dateOf(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const made = new Date(2_000, 0, 1)
  // Unlike the constructor, it takes the years before 100 as they are.
  made.setFullYear(year, month - 1, date)
  return made
}

function nextDay(day: string, by: 1 | -1): string {
  const date = dateOf(day)
  date.setDate(date.getDate() + by)
  return dayText(date)
}

function dayText(date: Date): string {
  const year = date.getFullYear()
  if (year < 0) return FIRST_DAY
  if (year > 9_999) return LAST_DAY
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
