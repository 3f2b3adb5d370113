import { describe, expect, it } from 'vitest'
import { rateLimits as airtable } from '../providers/airtable/limits.ts'
import { rateLimits as hubspot } from '../providers/hubspot/limits.ts'
import type { RateLimits } from '../providers/rate-limits.ts'
import { ordinary, recordsOf, search } from './test-support/counting-services.ts'
import { asked, call, calls, inTurn, plain, sendMany, turns } from './test-support/plain-limits.ts'
import { simulate, type Answer } from './test-support/simulated-service.ts'

describe('the queue of an account', () => {
  it('B7(5): lets a call of the user overtake all background work that waits', async () => {
    const simulation = simulate(plain, { answer: () => ({}), latencyMs: () => [50, 50] })
    sendMany(simulation, 30, 'sync-', 'background')
    simulation.time.at(5_000, () => void simulation.send('click', call, 'user'))
    await simulation.time.run()
    const click = turns(simulation).find(({ name }) => name === 'click')
    expect(click?.sentMs).toBe(5_000)
    expect(
      turns(simulation)
        .slice(-15)
        .every(({ name }) => name.startsWith('sync-')),
    ).toBe(true)
  })

  it('leaves a share of every window to the user', async () => {
    const simulation = simulate(plain, { answer: () => ({}) })
    sendMany(simulation, 100, 'sync-', 'background')
    simulation.time.at(9_999, () => sendMany(simulation, 2, 'click-', 'user'))
    await simulation.time.run(9_999)
    const sent = turns(simulation)
    expect(sent.filter(({ priority }) => priority === 'background')).toHaveLength(8)
    expect(sent.filter(({ priority }) => priority === 'user').map(({ sentMs }) => sentMs)).toEqual([
      9_999, 9_999,
    ])
  })

  it('has so many background calls on their way at once, and does not count the user’s among them', async () => {
    const simulation = simulate(plain, { answer: () => ({}), latencyMs: () => [1_000, 0] })
    sendMany(simulation, 4, 'sync-', 'background')
    void simulation.send('click', call, 'user')
    await simulation.time.run()
    expect(turns(simulation).map(({ name, sentMs }) => [name, sentMs])).toEqual([
      ['sync-0', 0],
      ['sync-1', 0],
      ['sync-2', 0],
      ['click', 0],
      ['sync-3', 1_000],
    ])
  })

  it('lets background work go half a window at once and evenly from there on', async () => {
    const simulation = simulate(plain, { answer: () => ({}) })
    sendMany(simulation, 14, 'sync-', 'background')
    await simulation.time.run()
    const times = turns(simulation).map(({ sentMs }) => sentMs)
    expect(times.slice(0, 5)).toEqual([0, 0, 0, 0, 0])
    const gaps = times.slice(9).map((ms, at) => (ms ?? 0) - (times[8 + at] ?? 0))
    expect(gaps).toEqual([1_250, 1_250, 1_250, 1_250, 1_250])
  })

  it('tells a user whose turn is more than a quarter of a minute away so at once, and how long', async () => {
    const slow: RateLimits = {
      classesOf: () => [{ ...calls, window: { calls: 1, perMs: 60_000, reserved: 0 } }],
    }
    const simulation = simulate(slow, { answer: () => ({}) })
    void simulation.send('first', call, 'user')
    simulation.time.at(20_000, () => void simulation.send('second', call, 'user'))
    simulation.time.at(50_000, () => void simulation.send('third', call, 'user'))
    await simulation.time.run()
    // A little more than a minute after the first, as clocks differ.
    expect(simulation.log).toMatchObject([
      { name: 'first', sentMs: 0 },
      { name: 'second', doneMs: 20_000, error: { kind: 'rate-limited', retryAfterMs: 40_005 } },
      { name: 'third', sentMs: 60_005, error: null },
    ])
  })

  it('gives a user up after a quarter of a minute behind calls that are not answered', async () => {
    const simulation = simulate(
      { classesOf: () => [{ ...calls, window: { calls: 1, perMs: 1, reserved: 0 } }] },
      { answer: () => ({}), latencyMs: () => [30_000, 0] },
    )
    sendMany(simulation, 2, 'click-', 'user')
    await simulation.time.run()
    expect(simulation.log[0]).toMatchObject({
      ...{ name: 'click-1', doneMs: 15_000, sentMs: null },
      error: { kind: 'rate-limited' },
    })
  })

  it('lets whoever waits give up at once, and is not held up by them', async () => {
    const simulation = simulate(plain, { answer: inTurn(asked(60_000)) })
    void simulation.send('refused', call, 'background')
    const controller = new AbortController()
    simulation.time.at(10, () => void simulation.send('given-up', call, 'background', controller.signal))
    simulation.time.at(11, () => void simulation.send('patient', call, 'background'))
    simulation.time.at(1_000, () => controller.abort())
    await simulation.time.run()
    expect(simulation.log.find(({ name }) => name === 'given-up')).toMatchObject({
      doneMs: 1_000,
      error: { kind: 'cancelled' },
    })
    expect(simulation.log.find(({ name }) => name === 'patient')?.sentMs).toBeGreaterThanOrEqual(60_000)
  })

  it('counts a place that was not used for nothing', async () => {
    const simulation = simulate(plain, { answer: () => ({}) })
    for (let at = 0; at < 50; at += 1) {
      const turn = await simulation.limiter.turn(call, simulation.limiter.enter('user'))
      if (turn.ok) turn.value.end({ kind: 'not-sent' })
    }
    expect(simulation.limiter.status(0)).toMatchObject([{ used: 0, max: 10 }])
  })
})

describe('a provider that asks to wait', () => {
  it('R56: is left alone by all calls of the class, then one knocks, and the others follow one by one', async () => {
    const simulation = simulate(plain, {
      answer: inTurn({}, asked(20_000), {}),
      latencyMs: () => [400, 100],
    })
    sendMany(simulation, 12, 'sync-', 'background')
    simulation.time.at(8_000, () => sendMany(simulation, 4, 'click-', 'user'))
    await simulation.time.run()
    const after = turns(simulation).filter(({ sentMs }) => (sentMs ?? 0) > 500)
    // Half of the jitter that the simulation's dice give.
    const overMs = 20_500 + 150
    const sentAt = (prefix: string) =>
      after.filter(({ name }) => name.startsWith(prefix)).map(({ sentMs }) => sentMs ?? 0)
    expect(sentAt('click-')).toEqual([overMs, overMs + 500, overMs + 500, overMs + 500])
    const others = sentAt('sync-')
    expect(Math.min(...others)).toBeGreaterThanOrEqual(overMs + 500)
    expect(new Set(others).size).toBe(others.length)
    expect(others).toHaveLength(12 - 4)
  })

  it('R56: is asked less and less often as long as it refuses, and half a minute apart at most', async () => {
    const wide: RateLimits = {
      classesOf: () => [{ ...calls, window: { calls: 1_000, perMs: 10_000, reserved: 0 } }],
    }
    const simulation = simulate(wide, { answer: () => asked(0) })
    const knock = async (): Promise<void> => {
      for (let at = 0; at < 12; at += 1) await simulation.send(`knock-${at}`, call, 'background')
    }
    void knock()
    await simulation.time.run()
    const times = turns(simulation).map(({ sentMs }) => sentMs ?? 0)
    const gaps = times.slice(1).map((ms, at) => ms - (times[at] ?? 0))
    const jitterMs = 150
    expect(gaps.slice(0, 6).map((ms) => ms - jitterMs)).toEqual([300, 600, 1_200, 2_400, 4_800, 9_600])
    expect(Math.max(...gaps)).toBe(30_000 + jitterMs)
  })

  it('R56: is not trusted to count as early as its fastest replies let suppose any more', async () => {
    const narrow: RateLimits = {
      classesOf: () => [{ ...calls, window: { calls: 1, perMs: 1_000, reserved: 0 } }],
    }
    const before: Answer[] = Array.from({ length: 12 }, () => ({}))
    const answer = inTurn(...before, asked(0))
    const simulation = simulate(narrow, { answer, latencyMs: () => [200, 300] })
    sendMany(simulation, 16, 'sync-', 'background')
    await simulation.time.run()
    const times = turns(simulation).map(({ sentMs }) => sentMs ?? 0)
    const gaps = times.map((ms, at) => ms - (times[at - 1] ?? 0))
    expect(gaps[10]).toBe(500 + 1_000 - 450 + 5)
    expect(gaps.at(-1)).toBe(500 + 1_000 + 5)
  })

  it('R56: lets other classes go on, and stops those that it names besides', async () => {
    const [searches] = hubspot.classesOf(search)
    const simulation = simulate(hubspot, { answer: inTurn(asked(5_000, [searches])) })
    void simulation.send('refused', ordinary, 'user')
    simulation.time.at(10, () => {
      void simulation.send('search', search, 'user')
      void simulation.send(
        'association',
        { method: 'POST', path: ['crm', 'associations', 'batch', 'read'] },
        'user',
      )
    })
    await simulation.time.run()
    const sentAt = (name: string) => simulation.log.find((one) => one.name === name)?.sentMs
    expect(sentAt('association')).toBe(10)
    expect(sentAt('search')).toBeGreaterThanOrEqual(5_000)
  })

  it('R56: stops everything where it means the whole account', async () => {
    const simulation = simulate(hubspot, { answer: inTurn(asked(5_000, 'all')) })
    void simulation.send('refused', ordinary, 'user')
    simulation.time.at(10, () => void simulation.send('search', search, 'user'))
    await simulation.time.run()
    expect(simulation.log[1]?.sentMs).toBeGreaterThanOrEqual(5_000)
    expect(simulation.limiter.status(0).map(({ waitingUntilMs }) => waitingUntilMs)).toEqual([null, null])
  })

  it('R56: for more than two minutes ends background work with the time, also what waits already', async () => {
    const simulation = simulate(plain, { answer: inTurn(asked(200), asked(3_600_000)) })
    sendMany(simulation, 5, 'sync-', 'background')
    simulation.time.at(9_000, () => void simulation.send('late', call, 'background'))
    await simulation.time.run(10_000)
    const ended = simulation.log.filter(({ error }) => error !== null)
    expect(ended.length).toBeGreaterThanOrEqual(1)
    for (const { error, doneMs } of ended) {
      expect(error).toMatchObject({ kind: 'rate-limited' })
      expect(error?.kind === 'rate-limited' && error.retryAfterMs + doneMs).toBeGreaterThan(3_600_000)
    }
    expect(simulation.log.find(({ name }) => name === 'late')).toMatchObject({ doneMs: 9_000, sentMs: null })
  })

  it('waits for the base alone, and for all bases where two are refused at once', async () => {
    const refused = new Set(['appA1', 'appB1'])
    const simulation = simulate(airtable, {
      answer: ({ path: [, base = ''] }) => (refused.delete(base) ? asked(30_000) : {}),
    })
    void simulation.send('a', recordsOf('appA1'), 'user')
    simulation.time.at(100, () => void simulation.send('c-before', recordsOf('appC1'), 'user'))
    simulation.time.at(200, () => void simulation.send('b', recordsOf('appB1'), 'user'))
    simulation.time.at(300, () => void simulation.send('c-after', recordsOf('appC1'), 'background'))
    await simulation.time.run()
    const sentAt = (name: string) => simulation.log.find((one) => one.name === name)?.sentMs
    expect(sentAt('c-before')).toBe(100)
    expect(sentAt('c-after')).toBeGreaterThanOrEqual(30_200)
  })

  it('without a number is asked for less, and slowly for more again', async () => {
    const simulation = simulate(plain, { answer: inTurn({}, asked(100)) })
    const max = () => simulation.limiter.status(0)[0]?.max
    sendMany(simulation, 2, 'click-', 'user')
    await simulation.time.run()
    expect(max()).toBe(7)
    for (const [afterMs, expected] of [
      [5_000, 7],
      [12_000, 8],
      [24_000, 9],
      [36_000, 10],
      [48_000, 10],
    ] as const) {
      simulation.time.at(afterMs, () => void simulation.send('later', call, 'user'))
      await simulation.time.run()
      expect(max()).toBe(expected)
    }
  })
})
