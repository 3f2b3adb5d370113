import { describe, expect, it } from 'vitest'
import { ageOf, delayOf, durationOf } from './relative-time.ts'

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

describe('how long it is until a moment', () => {
  const until = (leftMs: number) => delayOf(nowMs + leftMs, nowMs)

  it('is rounded up, so that nothing is promised too early, and due once it is past', () => {
    expect(until(-1)).toEqual({ unit: 'now' })
    expect(until(1)).toEqual({ unit: 'minutes', count: 1 })
    expect(until(minuteMs + 1)).toEqual({ unit: 'minutes', count: 2 })
    expect(until(59 * minuteMs)).toEqual({ unit: 'minutes', count: 59 })
    expect(until(59 * minuteMs + 1)).toEqual({ unit: 'hours', count: 1 })
    expect(until(24 * 60 * minuteMs)).toEqual({ unit: 'hours', count: 24 })
    expect(until(24 * 60 * minuteMs + 1)).toEqual({ unit: 'date' })
  })
})

describe('how long something took', () => {
  it('is told in the two largest units that say something', () => {
    expect(durationOf(-5)).toEqual({ unit: 'moment' })
    expect(durationOf(499)).toEqual({ unit: 'moment' })
    expect(durationOf(59_400)).toEqual({ unit: 'seconds', seconds: 59 })
    expect(durationOf(250_000)).toEqual({ unit: 'minutes', minutes: 4, seconds: 10 })
    expect(durationOf(3_900_000)).toEqual({ unit: 'hours', hours: 1, minutes: 5 })
  })
})
