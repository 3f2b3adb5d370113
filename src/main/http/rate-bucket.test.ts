import { describe, expect, it } from 'vitest'
import type { LimitClass } from '../providers/rate-limits.ts'
import { createRateBucket, type Priority, type RateBucket, type Slot } from './rate-bucket.ts'

const ten = { calls: 10, perMs: 1_000, reserved: 0.2 }

function inHand(differences: Partial<LimitClass> = {}) {
  const clock = { nowMs: 0 }
  const bucket = createRateBucket({ window: ten, atOnce: 50, ...differences }, () => clock.nowMs)
  return { clock, bucket }
}

const takeMany = (bucket: RateBucket, count: number, priority: Priority = 'user'): Slot[] =>
  Array.from({ length: count }, () => bucket.take(priority))

describe('a class of calls', () => {
  it('without a window holds back background work alone, and only beyond so many at once', () => {
    const { clock, bucket } = inHand({ window: null, atOnce: 2 })
    const [first] = takeMany(bucket, 2, 'background')
    expect([bucket.readyInMs('user'), bucket.readyInMs('background')]).toEqual([0, Infinity])
    takeMany(bucket, 100)
    expect(bucket.readyInMs('user')).toBe(0)
    bucket.end(first!, 'answered')
    expect(bucket.readyInMs('background')).toBe(0)
    clock.nowMs = 5
    expect(bucket.readyInMs('background')).toBe(0)
    expect(bucket.status()).toBeNull()
  })

  it('has a place again a window after the call that had it was over, and not before any is over', () => {
    const { clock, bucket } = inHand()
    expect(bucket.readyInMs('user')).toBe(0)
    const slots = takeMany(bucket, 9)
    expect(bucket.readyInMs('user')).toBe(0)
    takeMany(bucket, 1)
    expect(bucket.readyInMs('user')).toBe(Infinity)
    clock.nowMs = 100
    bucket.end(slots[0]!, 'answered')
    clock.nowMs = 150
    bucket.end(slots[1]!, 'unanswered')
    expect(bucket.readyInMs('user')).toBe(955)
    expect(bucket.status()).toEqual({ used: 10, max: 10, intervalMs: 1_000, source: 'published' })
    clock.nowMs = 1_105
    expect(bucket.readyInMs('user')).toBe(0)
    expect(bucket.status()).toMatchObject({ used: 9 })
  })

  it('gets the place of a call back at once that was not sent', () => {
    const { bucket } = inHand()
    const slots = takeMany(bucket, 10)
    bucket.end(slots[0]!, 'not-sent')
    expect(bucket.readyInMs('user')).toBe(0)
    expect(bucket.status()).toMatchObject({ used: 9 })
  })

  it('counts a call as early as the fastest replies let suppose, where it was answered', () => {
    const { clock, bucket } = inHand({ window: { calls: 20, perMs: 1_000, reserved: 0 } })
    const slots = takeMany(bucket, 20)
    clock.nowMs = 100
    for (const slot of slots.slice(0, 7)) bucket.end(slot, 'answered')
    clock.nowMs = 1_105
    // Seven replies are too few to suppose anything; the eighth one took longer than these.
    expect(bucket.status()).toMatchObject({ used: 13 })
    bucket.end(slots[7]!, 'answered')
    bucket.end(slots[8]!, 'unanswered')
    clock.nowMs = 1_105 + 1_000 - 90 + 5
    expect(bucket.status()).toMatchObject({ used: 12 })
    clock.nowMs = 1_105 + 1_005
    expect(bucket.status()).toMatchObject({ used: 11 })
  })

  it('leaves a share to the user, and lets background work go half a window at once, then evenly', () => {
    const { clock, bucket } = inHand()
    const ready: number[] = []
    for (let taken = 0; taken < 8; taken += 1) {
      ready.push(bucket.readyInMs('background'))
      bucket.take('background')
    }
    expect(ready).toEqual([0, 0, 0, 0, 0, 125, 250, 375])
    expect(bucket.readyInMs('background')).toBe(Infinity)
    expect(bucket.readyInMs('user')).toBe(0)
    takeMany(bucket, 2)
    expect(bucket.readyInMs('user')).toBe(Infinity)
    clock.nowMs = 10
    expect(bucket.readyInMs('background')).toBe(Infinity)
  })

  it('paces background work from where the full window ends, without making up for the time until then', () => {
    const { clock, bucket } = inHand({ window: { calls: 8, perMs: 1_000, reserved: 0 } })
    for (const slot of takeMany(bucket, 8)) bucket.end(slot, 'answered')
    expect(bucket.readyInMs('background')).toBe(1_005)
    clock.nowMs = 1_005
    bucket.take('background')
    expect(bucket.readyInMs('background')).toBe(125)
  })

  it('does not let the user’s calls change the pace of the others', () => {
    const { bucket } = inHand()
    takeMany(bucket, 5)
    expect(bucket.readyInMs('background')).toBe(0)
    takeMany(bucket, 3, 'background')
    bucket.end(bucket.take('user'), 'not-sent')
    expect(bucket.status()).toMatchObject({ used: 8 })
  })

  it('has one place at least, however small its window and however many devices there are', () => {
    const clockMs = () => 0
    const small = { window: { calls: 1, perMs: 1_000, reserved: 0.9 }, atOnce: 5 }
    expect(createRateBucket(small, clockMs).readyInMs('background')).toBe(0)
    const divided = createRateBucket({ window: ten, atOnce: 5 }, clockMs, () => 4)
    takeMany(divided, 1)
    expect(divided.readyInMs('user')).toBe(0)
    takeMany(divided, 1)
    expect(divided.readyInMs('user')).toBe(Infinity)
  })

  it('is idle when nothing is under way, nothing held and nobody waits', () => {
    const { clock, bucket } = inHand()
    expect(bucket.isIdle()).toBe(true)
    const slot = bucket.take('user')
    expect(bucket.isIdle()).toBe(false)
    bucket.end(slot, 'answered')
    expect(bucket.isIdle()).toBe(false)
    clock.nowMs = 1_005
    expect(bucket.isIdle()).toBe(true)
    bucket.freeze(10)
    expect(bucket.isIdle()).toBe(false)
    clock.nowMs = 1_015
    expect(bucket.isIdle()).toBe(true)
  })
})

describe('a freeze', () => {
  it('ends at its time, and is not cut short by a shorter one', () => {
    const { clock, bucket } = inHand()
    expect(bucket.frozenForMs()).toBe(0)
    bucket.freeze(500)
    bucket.freeze(100)
    clock.nowMs = 200
    expect([bucket.readyInMs('user'), bucket.readyInMs('background'), bucket.frozenForMs()]).toEqual([
      300, 300, 300,
    ])
    clock.nowMs = 500
    expect([bucket.readyInMs('user'), bucket.readyInMs('background'), bucket.frozenForMs()]).toEqual([
      0, 0, 0,
    ])
    clock.nowMs = 501
    expect(bucket.frozenForMs()).toBe(0)
  })

  it.each(['unanswered', 'refused', 'not-sent'] as const)(
    'lets one call go first, and another one where that one is %s',
    (outcome) => {
      const { clock, bucket } = inHand()
      const before = bucket.take('user')
      bucket.freeze(100)
      clock.nowMs = 100
      // It went before, and so it proves nothing.
      bucket.end(before, 'answered')
      const probe = bucket.take('user')
      expect([bucket.readyInMs('user'), bucket.readyInMs('background')]).toEqual([Infinity, Infinity])
      bucket.end(probe, outcome)
      expect(bucket.readyInMs('user')).toBe(0)
      const again = bucket.take('user')
      expect(bucket.readyInMs('user')).toBe(Infinity)
      bucket.end(again, 'answered')
      takeMany(bucket, 2)
      expect(bucket.readyInMs('user')).toBe(0)
    },
  )

  it('paces background work from its end on', () => {
    const { clock, bucket } = inHand()
    bucket.freeze(2_000)
    clock.nowMs = 2_000
    const probe = bucket.take('background')
    bucket.end(probe, 'answered')
    expect(bucket.readyInMs('background')).toBe(125)
  })
})

describe('a refusal', () => {
  const waits = (bucket: RateBucket, clock: { nowMs: number }, waitMs = 0): number => {
    const slot = bucket.take('user')
    bucket.end(slot, 'refused')
    bucket.refuse(slot, waitMs, 0)
    const leftMs = bucket.frozenForMs()
    clock.nowMs += leftMs
    return leftMs
  }

  it('R56: lets wait twice as long as the one before, half a minute at most, or as long as it says', () => {
    const { clock, bucket } = inHand({ window: { ...ten, calls: 1_000 } })
    const inARow = Array.from({ length: 9 }, () => waits(bucket, clock))
    expect(inARow).toEqual([300, 600, 1_200, 2_400, 4_800, 9_600, 19_200, 30_000, 30_000])
    expect(waits(bucket, clock, 45_000)).toBe(45_000)
  })

  it('R56: adds the jitter to whichever of the two is longer', () => {
    const { bucket } = inHand()
    const slot = bucket.take('user')
    bucket.end(slot, 'refused')
    bucket.refuse(slot, 1_000, 50)
    expect(bucket.frozenForMs()).toBe(1_050)
  })

  it('R56: is one where several calls were on their way together', () => {
    const { clock, bucket } = inHand()
    const slots = takeMany(bucket, 3)
    for (const slot of slots) {
      bucket.end(slot, 'refused')
      bucket.refuse(slot, 0, 0)
    }
    expect(bucket.frozenForMs()).toBe(300)
    expect(bucket.status()).toMatchObject({ max: 7 })
    clock.nowMs = 300
    expect(waits(bucket, clock)).toBe(600)
  })

  it('R56: is the first one again after an answer to a later call, and not after one to an earlier call', () => {
    const { clock, bucket } = inHand({ window: { ...ten, calls: 1_000 } })
    const early = bucket.take('user')
    expect(waits(bucket, clock)).toBe(300)
    bucket.end(early, 'answered')
    expect(waits(bucket, clock)).toBe(600)
    bucket.end(bucket.take('user'), 'unanswered')
    expect(waits(bucket, clock)).toBe(1_200)
    bucket.end(bucket.take('user'), 'answered')
    expect(waits(bucket, clock)).toBe(300)
  })

  it('R56: takes the credit for fast replies away', () => {
    const { clock, bucket } = inHand({ window: { ...ten, calls: 100 } })
    const slots = takeMany(bucket, 8)
    clock.nowMs = 100
    for (const slot of slots) bucket.end(slot, 'answered')
    clock.nowMs = 2_000
    waits(bucket, clock)
    bucket.end(bucket.take('user'), 'answered')
    const { nowMs } = clock
    clock.nowMs = nowMs + 1_004
    expect(bucket.isIdle()).toBe(false)
    clock.nowMs = nowMs + 1_005
    expect(bucket.isIdle()).toBe(true)
  })

  it('without a number cuts the rate by a quarter, down to a quarter of what is published', () => {
    const { clock, bucket } = inHand({ window: { ...ten, calls: 20 } })
    const max = () => bucket.status()?.max
    const after = Array.from({ length: 6 }, () => {
      waits(bucket, clock)
      return max()
    })
    expect(after).toEqual([15, 11, 8, 6, 5, 5])
  })

  it('lets the rate grow again by a twentieth in ten seconds, up to what is published', () => {
    const { clock, bucket } = inHand({ window: { ...ten, calls: 30 } })
    const maxLater = (ms: number) => {
      clock.nowMs += ms
      bucket.readyInMs('user')
      return bucket.status()?.max
    }
    waits(bucket, clock)
    bucket.end(bucket.take('user'), 'answered')
    const cutAgoMs = 300
    expect(maxLater(10_000 - cutAgoMs - 1)).toBe(22)
    expect(maxLater(1)).toBe(24)
    expect(maxLater(9_999)).toBe(24)
    expect([maxLater(1), maxLater(10_000), maxLater(10_000), maxLater(10_000)]).toEqual([26, 28, 30, 30])
  })

  it('lets the rate of a long window grow once a window', () => {
    const { clock, bucket } = inHand({ window: { calls: 20, perMs: 60_000, reserved: 0 } })
    waits(bucket, clock)
    bucket.end(bucket.take('user'), 'answered')
    clock.nowMs = 59_999
    bucket.readyInMs('user')
    expect(bucket.status()?.max).toBe(15)
    clock.nowMs = 60_000
    bucket.readyInMs('user')
    expect(bucket.status()?.max).toBe(16)
  })
})

describe('what a reply says', () => {
  it('is the limit from then on, which no refusal cuts and which does not grow', () => {
    const { clock, bucket } = inHand()
    const slot = bucket.take('user')
    bucket.adapt(slot, { max: 5, remaining: null, intervalMs: 2_000 })
    bucket.end(slot, 'answered')
    const told = { used: 1, max: 5, intervalMs: 2_000, source: 'header' }
    expect(bucket.status()).toEqual(told)
    const refused = bucket.take('user')
    bucket.end(refused, 'refused')
    bucket.refuse(refused, 0, 0)
    expect(bucket.status()).toEqual({ ...told, used: 2 })
    clock.nowMs = 2_004
    expect(bucket.status()).toMatchObject({ used: 2 })
    clock.nowMs = 60_000
    bucket.readyInMs('user')
    expect(bucket.status()).toEqual({ ...told, used: 0 })
  })

  it('gives places to calls that others made, and to no more than these', () => {
    const { clock, bucket } = inHand()
    const slots = takeMany(bucket, 2)
    // Of ten, two are ours; three more were counted.
    bucket.adapt(slots[0]!, { max: 10, remaining: 5, intervalMs: 1_000 })
    expect(bucket.status()).toMatchObject({ used: 5 })
    // The same again is nothing new.
    bucket.adapt(slots[1]!, { max: 10, remaining: 5, intervalMs: 1_000 })
    expect(bucket.status()).toMatchObject({ used: 5 })
    bucket.adapt(slots[1]!, { max: 10, remaining: 9, intervalMs: 1_000 })
    expect(bucket.status()).toMatchObject({ used: 5 })
    clock.nowMs = 1_000
    expect(bucket.status()).toMatchObject({ used: 2 })
  })

  it('takes for ours what was not over yet when the call went out', () => {
    const { clock, bucket } = inHand()
    for (const slot of takeMany(bucket, 4)) bucket.end(slot, 'answered')
    clock.nowMs = 1_005
    bucket.end(bucket.take('user'), 'not-sent')
    const slot = bucket.take('user')
    // The four are over: of the six that are counted, one is ours.
    bucket.adapt(slot, { max: 10, remaining: 4, intervalMs: 1_000 })
    expect(bucket.status()).toMatchObject({ used: 6 })
  })
})
