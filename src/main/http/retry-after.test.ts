import { describe, expect, it } from 'vitest'
import { retryAfterMs } from './retry-after.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const dayMs = 24 * 60 * 60 * 1_000

describe('Retry-After', () => {
  it.each([
    ['7', 7_000],
    [' 0 ', 0],
    ['Sat, 21 Nov 2026 12:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 11:59:00 GMT', 0],
    ['Saturday, 21-Nov-26 12:00:30 GMT', 30_000],
  ])('R56: reads %s', (header, expected) => {
    expect(retryAfterMs(header, nowMs)).toBe(expected)
  })

  it.each([['99999999999999999999'], ['Fri, 31 Dec 9999 23:59:59 GMT']])(
    'R56: cuts %s to a day',
    (header) => {
      expect(retryAfterMs(header, nowMs)).toBe(dayMs)
    },
  )

  it.each([
    [undefined],
    [''],
    ['soon'],
    ['-5'],
    ['1.5'],
    ['1e9'],
    ['2 weeks'],
    ['Sat, 99 Foo 2026 GMT'],
    ['NaN'],
  ])('R56: takes %s for nothing', (header) => {
    expect(retryAfterMs(header, nowMs)).toBeNull()
  })
})
