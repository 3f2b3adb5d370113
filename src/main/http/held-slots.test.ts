import { describe, expect, it } from 'vitest'
import { createHeldSlots } from './held-slots.ts'

function inHand() {
  const clock = { nowMs: 0 }
  return { clock, held: createHeldSlots(() => clock.nowMs) }
}

describe('places that are taken', () => {
  it('are free at their time, and none before the one that was taken first', () => {
    const { clock, held } = inHand()
    held.hold(10)
    held.hold(5)
    held.hold(20)
    expect([1, 2, 3, 4].map((nth) => held.freeAtMs(nth))).toEqual([10, 10, 20, Infinity])
    clock.nowMs = 9
    expect(held.count()).toBe(3)
    clock.nowMs = 10
    expect(held.count()).toBe(1)
    expect(held.freeAtMs(1)).toBe(20)
    expect(held.freeAtMs(2)).toBe(Infinity)
  })

  it('are counted when they are free, also by whoever asks for nothing else', () => {
    const { clock, held } = inHand()
    for (let untilMs = 1; untilMs <= 3; untilMs += 1) held.hold(untilMs)
    expect(held.freed()).toBe(0)
    clock.nowMs = 2
    expect(held.freed()).toBe(2)
    clock.nowMs = 3
    expect(held.freed()).toBe(3)
  })

  it('are counted right however many there have been', () => {
    const { clock, held } = inHand()
    const wrong: number[] = []
    for (let nowMs = 1; nowMs <= 2_500; nowMs += 1) {
      held.hold(nowMs + 2)
      clock.nowMs = nowMs
      const isRight =
        held.count() === Math.min(2, nowMs) &&
        held.freed() === Math.max(0, nowMs - 2) &&
        held.freeAtMs(1) === Math.max(3, nowMs + 1)
      if (!isRight) wrong.push(nowMs)
    }
    expect(wrong).toEqual([])
  })
})
