import { describe, expect, it } from 'vitest'
import type { LimitClass, RateLimits } from '../providers/rate-limits.ts'
import { createLimiter, type Ticket, type TurnOutcome } from './limiter.ts'
import { createSpentQuotas } from './spent-quotas.ts'
import { call, calls, plain } from './test-support/plain-limits.ts'
import { createSimulatedTime } from './test-support/simulated-time.ts'

const answered: TurnOutcome = { kind: 'answered', headers: {}, refusal: null }
const one: LimitClass = { ...calls, window: { calls: 1, perMs: 10_000, reserved: 0 } }
const single: RateLimits = { classesOf: () => [one] }

function inHand(rateLimits: RateLimits) {
  const time = createSimulatedTime()
  const limiter = createLimiter({
    ...{ rateLimits, quotas: createSpentQuotas(time.nowMs) },
    ...{ clockMs: time.nowMs, wait: time.wait, random: () => 0 },
  })
  const order: string[] = []
  const errors: Record<string, unknown> = {}
  /** Waits for a turn, and ends it at once in this way. */
  async function go(
    name: string,
    ticket: Ticket,
    outcome: TurnOutcome = answered,
    signal?: AbortSignal,
  ): Promise<void> {
    const turn = await limiter.turn(signal === undefined ? call : { ...call, signal }, ticket)
    if (turn.ok) {
      order.push(name)
      turn.value.end(outcome)
    } else errors[name] = turn.error
  }
  return { time, limiter, order, errors, go }
}

describe('the queue of an account', () => {
  it('gives a call that is sent again the place that it had, and the user’s calls go first', async () => {
    const { time, limiter, order, go } = inHand(single)
    const [first, second, third] = [1, 2, 3].map(() => limiter.enter('background'))
    const click = limiter.enter('user')
    await go('first', first!)
    void go('third', third!)
    void go('second', second!)
    void go('first again', first!)
    void go('click', click)
    await time.run()
    expect(order).toEqual(['first', 'click', 'first again', 'second', 'third'])
  })

  it('counts what a call of the user has waited before, when it is sent again', async () => {
    const { time, limiter, errors, go } = inHand(single)
    const click = limiter.enter('user')
    await go('other', limiter.enter('user'))
    await Promise.all([go('first', click), time.run()])
    expect(click.waitedMs).toBe(10_005)
    await Promise.all([go('again', click), time.run()])
    expect(errors).toEqual({ again: { kind: 'rate-limited', retryAfterMs: 10_005 } })
    expect(time.nowMs()).toBe(10_005)
  })

  it('waits a quarter of a minute to the millisecond for the user', async () => {
    const patient = inHand({
      classesOf: () => [{ ...one, window: { calls: 1, perMs: 14_995, reserved: 0 } }],
    })
    await patient.go('first', patient.limiter.enter('user'))
    await Promise.all([patient.go('second', patient.limiter.enter('user')), patient.time.run()])
    expect(patient.order).toEqual(['first', 'second'])
    const late = inHand({ classesOf: () => [{ ...one, window: { calls: 1, perMs: 14_996, reserved: 0 } }] })
    await late.go('first', late.limiter.enter('user'))
    await late.go('second', late.limiter.enter('user'))
    expect(late.errors).toEqual({ second: { kind: 'rate-limited', retryAfterMs: 15_001 } })
  })

  it('says a second where nobody can know when the turn would come', async () => {
    const { time, limiter, errors, go } = inHand(single)
    const open = await limiter.turn(call, limiter.enter('user'))
    expect(open.ok).toBe(true)
    await Promise.all([go('behind', limiter.enter('user')), time.run()])
    expect(errors).toEqual({ behind: { kind: 'rate-limited', retryAfterMs: 1_000 } })
    expect(time.nowMs()).toBe(15_000)
  })

  it('does not let a call in whose signal has said so before, nor one that gives up', async () => {
    const { time, limiter, order, errors, go } = inHand(single)
    await go('early', limiter.enter('user'), answered, AbortSignal.abort())
    expect(limiter.status(0)).toEqual([])
    await go('first', limiter.enter('user'))
    const controller = new AbortController()
    void go('given up', limiter.enter('user'), answered, controller.signal)
    void go('patient', limiter.enter('user'))
    expect(limiter.status(0)).toMatchObject([{ waiting: 2 }])
    controller.abort()
    await time.run()
    expect(errors).toEqual({ early: { kind: 'cancelled' }, 'given up': { kind: 'cancelled' } })
    expect(order).toEqual(['first', 'patient'])
    expect(limiter.status(0)).toMatchObject([{ waiting: 0 }])
  })

  it('is not disturbed by a signal that says so after the turn', async () => {
    const { time, limiter, order, errors, go } = inHand(single)
    const controller = new AbortController()
    await go('first', limiter.enter('user'), answered, controller.signal)
    void go('second', limiter.enter('user'))
    controller.abort()
    await time.run()
    expect(order).toEqual(['first', 'second'])
    expect(errors).toEqual({})
  })
})

describe('background work that the provider asks to wait', () => {
  const refused = (waitMs: number): TurnOutcome => ({
    kind: 'answered',
    headers: {},
    refusal: { waitMs, also: [] },
  })

  it.each([
    [120_300, ['refused', 'next']],
    [120_301, ['refused']],
  ])('waits for %i ms or gives up', async (waitMs, expected) => {
    const { time, limiter, order, errors, go } = inHand(plain)
    await go('refused', limiter.enter('background'), refused(waitMs))
    await Promise.all([go('next', limiter.enter('background')), time.run()])
    expect(order).toEqual(expected)
    expect(errors).toEqual(
      expected.length === 2 ? {} : { next: { kind: 'rate-limited', retryAfterMs: 120_301 } },
    )
  })

  it('goes on after a refusal that others are asked to heed as well, and is shown until when', async () => {
    const other: LimitClass = { ...calls, name: 'other', kind: 'searches' }
    const { time, limiter, order, go } = inHand(plain)
    await go('refused', limiter.enter('background'), {
      ...{ kind: 'answered', headers: {} },
      refusal: { waitMs: 5_000, also: [calls, other] },
    })
    expect(limiter.status(1_000.5)).toMatchObject([
      { name: 'calls', kind: 'calls', waitingUntilMs: 6_001, waiting: 0 },
      { name: 'other', kind: 'searches', waitingUntilMs: 6_001, waiting: 0 },
    ])
    await Promise.all([go('next', limiter.enter('background')), time.run()])
    expect(order).toEqual(['refused', 'next'])
    expect(time.nowMs()).toBe(5_000)
  })
})

describe('classes within one another', () => {
  const wide: LimitClass = {
    ...calls,
    name: 'all',
    atOnce: 50,
    window: { calls: 3, perMs: 1_000, reserved: 0 },
  }
  const narrow = (name: string): LimitClass => ({
    ...{ ...calls, name, atOnce: 50 },
    window: { calls: 2, perMs: 1_000, reserved: 0 },
  })
  const nested: RateLimits = { classesOf: ({ path: [name = ''] }) => [narrow(name), wide] }

  async function countNow(...paths: string[]): Promise<number> {
    const { limiter, time } = inHand(nested)
    let count = 0
    for (const name of paths) {
      void limiter.turn({ method: 'GET', path: [name] }, limiter.enter('user')).then(({ ok }) => {
        if (ok) count += 1
      })
    }
    await time.run(0)
    return count
  }

  it('all have to have a place', async () => {
    expect(await countNow('a', 'a', 'a')).toBe(2)
    expect(await countNow('a', 'b', 'a', 'b')).toBe(3)
  })

  it('come and go: what is waited for is not forgotten, nor what it draws on', async () => {
    const { limiter, time } = inHand(nested)
    const turnOf = (name: string) => limiter.turn({ method: 'GET', path: [name] }, limiter.enter('user'))
    for (const name of ['a', 'a', 'b']) {
      const turn = await turnOf(name)
      if (turn.ok) turn.value.end(answered)
    }
    let isServed = false
    void turnOf('waits').then(() => (isServed = true))
    await time.run(0)
    for (let at = 0; at < 120; at += 1) void turnOf(`other-${at}`)
    const names = () => new Set(limiter.status(0).map(({ name }) => name))
    expect(names().has('waits')).toBe(true)
    expect(names().has('all')).toBe(true)
    await time.run(2_000)
    expect(isServed).toBe(true)
  })
})
