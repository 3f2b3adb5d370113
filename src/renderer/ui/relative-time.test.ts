import { describe, expect, it } from 'vitest'
import { ageOf } from './relative-time.ts'

const nowMs = 1_000_000_000_000
const minuteMs = 60_000
const before = (ageMs: number) => ageOf(nowMs - ageMs, nowMs)

describe('how old a moment is', () => {
  it('counts whole minutes, then whole hours, then leaves it to the date', () => {
    expect(before(59_999)).toEqual({ unit: 'now' })
    expect(before(minuteMs)).toEqual({ unit: 'minutes', count: 1 })
    expect(before(60 * minuteMs - 1)).toEqual({ unit: 'minutes', count: 59 })
    expect(before(60 * minuteMs)).toEqual({ unit: 'hours', count: 1 })
    expect(before(24 * 60 * minuteMs - 1)).toEqual({ unit: 'hours', count: 23 })
    expect(before(24 * 60 * minuteMs)).toEqual({ unit: 'date' })
  })

  it('shows the date of a moment that this computer thinks is yet to come', () => {
    expect(before(-minuteMs)).toEqual({ unit: 'now' })
    expect(before(-minuteMs - 1)).toEqual({ unit: 'date' })
  })
})
