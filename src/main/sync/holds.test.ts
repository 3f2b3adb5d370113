import { describe, expect, it } from 'vitest'
import { holdAfter, retryDelayMs } from './holds.ts'

const minuteMs = 60_000

describe('the wait after failures in a row', () => {
  it('grows to a quarter of an hour and is spread by a fifth, in whole milliseconds', () => {
    const waits = (random: number) => [1, 2, 3, 4, 9].map((failures) => retryDelayMs(failures, () => random))
    expect(waits(0.5)).toEqual([1, 2, 5, 15, 15].map((minutes) => minutes * minuteMs))
    expect(waits(0)).toEqual([0.8, 1.6, 4, 12, 12].map((minutes) => minutes * minuteMs))
    for (const random of [0.123_456_789, 1 / 3, 0.999_999_9]) {
      expect(waits(random).every(Number.isInteger)).toBe(true)
    }
  })
})

describe('a feed that failed', () => {
  it.each([
    ['passes', { kind: 'offline' }, 1_000 + minuteMs, true],
    ['says how long it lasts', { kind: 'rate-limited', retryAfterMs: 90_000 }, 91_000, true],
    [
      'says until when it lasts',
      { kind: 'quota-spent', period: 'day', untilMs: 3_600_000 },
      3_600_000,
      false,
    ],
    ['nobody knows the end of', { kind: 'quota-spent', period: 'day', untilMs: null }, 3_601_000, false],
  ] as const)('is held for a reason that %s', (_, error, untilMs, isPassing) => {
    expect(holdAfter({ outcome: 'failed', error }, 1_000, minuteMs)).toEqual({ untilMs, isPassing })
  })

  it('is not held once it is done', () => {
    expect(holdAfter({ outcome: 'done', error: null }, 1_000, minuteMs)).toBeNull()
  })
})
