import type { InsightPeriod } from '../../shared/model/insights.ts'

/** Days of this computer's time zone, both included (`2026-11-28`), and the moment at which the first one begins. */
export interface Span {
  readonly from: string
  readonly to: string
  /** Epoch ms. */
  readonly beginsAtMs: number
}

/** The spans of a period, the present one last: it ends with the day, the week or the month that goes on. */
export function spansOf(period: InsightPeriod, nowMs: number): readonly Span[] {
  const now = new Date(nowMs)
  const [year, month, date] = [now.getFullYear(), now.getMonth(), now.getDate()]
  const monday = date - ((now.getDay() + 6) % 7)
  switch (period) {
    case 'days-30':
      return numbered(30).map((n) => span(new Date(year, month, date - n), new Date(year, month, date - n)))
    case 'days-90':
      return weeks(13)
    case 'months-12':
      return weeks(53)
    case 'years-5':
      return numbered(60).map((n) => span(new Date(year, month - n, 1), new Date(year, month - n + 1, 0)))
  }

  function weeks(count: number): readonly Span[] {
    return numbered(count).map((n) =>
      span(new Date(year, month, monday - 7 * n), new Date(year, month, monday - 7 * n + 6)),
    )
  }
}

/** So many numbers down to 0. */
const numbered = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => count - 1 - n)

const span = (first: Date, last: Date): Span => ({
  from: dayText(first),
  to: dayText(last),
  beginsAtMs: first.getTime(),
})

function dayText(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
