import { expect, it } from 'vitest'
import { insightPeriods } from '../../shared/model/insights.ts'
import { spansOf } from './period-spans.ts'

/** A Sunday, in the evening. */
const now = new Date(2026, 10, 29, 22)

it('begins weeks on Monday and months on their first day, and ends with the span that goes on', () => {
  const ends = (period: (typeof insightPeriods)[number]) => {
    const spans = spansOf(period, now.getTime())
    return [spans.length, spans[0], spans.at(-1)?.from, spans.at(-1)?.to]
  }
  const at = (year: number, month: number, day: number): number => new Date(year, month - 1, day).getTime()
  expect(ends('days-30')).toEqual([
    30,
    { from: '2026-10-31', to: '2026-10-31', beginsAtMs: at(2026, 10, 31) },
    ...['2026-11-29', '2026-11-29'],
  ])
  expect(ends('days-90')).toEqual([
    13,
    { from: '2026-08-31', to: '2026-09-06', beginsAtMs: at(2026, 8, 31) },
    ...['2026-11-23', '2026-11-29'],
  ])
  expect(ends('months-12')).toEqual([
    53,
    { from: '2025-11-24', to: '2025-11-30', beginsAtMs: at(2025, 11, 24) },
    ...['2026-11-23', '2026-11-29'],
  ])
  expect(ends('years-5')).toEqual([
    60,
    { from: '2021-12-01', to: '2021-12-31', beginsAtMs: at(2021, 12, 1) },
    ...['2026-11-01', '2026-11-30'],
  ])
})

it('leaves no day out, whatever the clocks do', () => {
  for (const period of insightPeriods) {
    const spans = spansOf(period, now.getTime())
    spans.slice(1).forEach(({ from, beginsAtMs }, n) => {
      const before = new Date(`${spans[n]!.to}T12:00`)
      before.setDate(before.getDate() + 1)
      const day = new Date(`${from}T12:00`)
      expect(before.getTime()).toBe(day.getTime())
      expect(beginsAtMs).toBe(new Date(`${from}T00:00`).getTime())
    })
  }
})
