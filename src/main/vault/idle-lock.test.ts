import { describe, expect, it } from 'vitest'
import { createIdleLock } from './idle-lock.ts'

function inHand(minutes: number | null) {
  let now = 1_000_000
  let waiting: (() => void)[] = []
  const locks: boolean[] = []
  const state = { minutes }
  const lock = createIdleLock({
    minutes: () => state.minutes,
    now: () => now,
    later: (callback) => {
      waiting.push(callback)
      return () => (waiting = waiting.filter((one) => one !== callback))
    },
    lock: (isPutOff) => locks.push(isPutOff),
  })
  return {
    ...{ lock, locks, state },
    waiting: () => waiting.length,
    /** The clock goes on, and whatever is due is done. */
    pass(ms: number, jump = 0) {
      for (let passed = 0; passed < ms; passed += 10_000) {
        now += 10_000
        const due = waiting
        waiting = []
        for (const callback of due) callback()
      }
      now += jump
    },
  }
}

describe('the lock of an app that nobody uses', () => {
  it('15: comes after the time that was chosen, not before, and not while a file is written', () => {
    const { lock, locks, pass } = inHand(5)
    pass(290_000)
    expect(locks).toEqual([])
    lock.used()
    pass(290_000)
    expect(locks).toEqual([])
    pass(10_000)
    expect(locks).toEqual([true])
  })

  it('15: comes before anything is seen where the computer was frozen over the time', () => {
    const { lock, locks, pass } = inHand(5)
    pass(0, 3_600_000)
    lock.used()
    expect(locks).toEqual([true])
    lock.used()
    expect(locks).toEqual([true])
  })

  it('15: comes at once when the computer sleeps or is locked', () => {
    const { lock, locks } = inHand(60)
    lock.left()
    expect(locks).toEqual([false])
  })

  it('15: never comes by itself when it is off', () => {
    const { lock, locks, pass, state } = inHand(null)
    pass(7_200_000)
    lock.left()
    lock.used()
    expect(locks).toEqual([])
    state.minutes = 15
    pass(900_000)
    expect(locks).toEqual([true])
  })

  it('15: is not put off by a clock that was set back', () => {
    const { locks, pass } = inHand(5)
    pass(10_000, -3_600_000)
    pass(10_000)
    expect(locks).toEqual([true])
  })

  it('looks no more once it is closed', () => {
    const { lock, waiting } = inHand(5)
    lock.close()
    expect(waiting()).toBe(0)
  })
})
