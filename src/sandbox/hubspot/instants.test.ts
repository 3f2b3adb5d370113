import { describe, expect, it } from 'vitest'
import { formatDay, formatInstant } from './instants.ts'

describe('an instant as text', () => {
  it.each([
    [0, '1970-01-01T00:00:00Z'],
    [1, '1970-01-01T00:00:00.001Z'],
    [-1, '1969-12-31T23:59:59.999Z'],
    [Date.UTC(2026, 1, 28, 23, 59, 59, 40), '2026-02-28T23:59:59.040Z'],
    [Date.UTC(2024, 1, 29, 5, 6, 7), '2024-02-29T05:06:07Z'],
  ])('%d is %s', (ms, text) => {
    expect(formatInstant(ms)).toBe(text)
  })

  it('reads back as the same moment, before and after 1970', () => {
    for (let at = 0; at < 20_000; at++) {
      const ms = Math.floor((at - 10_000) * 987_654_321.7)
      if (Date.parse(formatInstant(ms)) !== ms) expect.fail(`${formatInstant(ms)} is not ${ms}`)
      expect(formatDay(ms)).toBe(new Date(ms).toISOString().slice(0, 10))
    }
  })
})
