import { describe, expect, it } from 'vitest'
import { createSlowDown } from './slow-down.ts'

describe('the queue behind a rate limit', () => {
  it('R56: holds everybody until the wait is over, and nobody before there was one', () => {
    let clockMs = 1_000
    const slowDown = createSlowDown(() => clockMs)
    expect(slowDown.remainingMs()).toBe(0)
    slowDown.ask(500)
    expect(slowDown.remainingMs()).toBe(500)
    clockMs += 499.5
    expect(slowDown.remainingMs()).toBe(1)
    clockMs += 0.5
    expect(slowDown.remainingMs()).toBe(0)
  })

  it('R56: is not shortened by a call that was asked to wait less', () => {
    const slowDown = createSlowDown(() => 0)
    slowDown.ask(5_000)
    slowDown.ask(300)
    expect(slowDown.remainingMs()).toBe(5_000)
    slowDown.ask(6_000)
    expect(slowDown.remainingMs()).toBe(6_000)
  })
})
