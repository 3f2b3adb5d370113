import { describe, expect, it } from 'vitest'
import { limitStatusSchema } from '../../shared/model/limit-status.ts'
import { rateLimits as airtable } from '../providers/airtable/limits.ts'
import { rateLimits as hubspot } from '../providers/hubspot/limits.ts'
import type { LimitClass, LimitedCall, RateLimits } from '../providers/rate-limits.ts'
import type { Refusal } from './limiter.ts'
import { hubspotCounting, ordinary, recordsOf, search } from './test-support/counting-services.ts'
import { simulate, type Answer, type Simulation } from './test-support/simulated-service.ts'
import { createSimulatedTime } from './test-support/simulated-time.ts'

const calls: LimitClass = {
  name: 'calls',
  kind: 'calls',
  window: { calls: 10, perMs: 10_000, reserved: 0.2 },
  atOnce: 3,
}
const plain: RateLimits = { classesOf: () => [calls] }
const call: LimitedCall = { method: 'GET', path: ['records'] }
const asked = (waitMs: number, also: Refusal['also'] = []): Answer => ({ refusal: { waitMs, also } })

/** Answers the first calls with these, every later one with nothing special. */
const inTurn =
  (...answers: readonly Answer[]) =>
  (): Answer => {
    const [next, ...rest] = answers
    answers = rest
    return next ?? {}
  }

function sendMany(
  simulation: Simulation,
  count: number,
  prefix: string,
  priority: 'user' | 'background',
): void {
  for (let at = 0; at < count; at += 1) void simulation.send(`${prefix}${at}`, call, priority)
}

const turns = ({ log }: Simulation) =>
  log.filter(({ sentMs }) => sentMs !== null).toSorted((a, b) => (a.sentMs ?? 0) - (b.sentMs ?? 0))

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
    expect(simulation.log).toMatchObject([
      { name: 'first', sentMs: 0 },
      { name: 'second', doneMs: 20_000, error: { kind: 'rate-limited', retryAfterMs: 40_000 } },
      { name: 'third', sentMs: 60_000, error: null },
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
    await simulation.time.run()
    const after = turns(simulation).filter(({ sentMs }) => (sentMs ?? 0) > 500)
    const [knock, next, ...others] = after.map(({ sentMs }) => sentMs ?? 0)
    // Half of the jitter that the simulation's dice give.
    expect(knock).toBe(20_500 + 150)
    expect(next).toBeGreaterThanOrEqual((knock ?? 0) + 500)
    expect(new Set(others).size).toBe(others.length)
    expect(after).toHaveLength(12 - 4)
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

describe('what a reply says about the limit', () => {
  it('takes the place of what is published, and is shown', async () => {
    const time = createSimulatedTime()
    const service = hubspotCounting(time.nowMs, { tenSecondlyMax: 190 })
    const simulation = simulate(hubspot, { answer: service.answer }, time)
    const status = () => simulation.limiter.status(1_000)
    expect(status()).toEqual([])
    void simulation.send('first', ordinary, 'user')
    void simulation.send('search', search, 'user')
    expect(status().map((one) => limitStatusSchema.parse(one))).toMatchObject([
      { name: 'calls', used: 1, max: 100, intervalMs: 10_000, source: 'published' },
      { name: 'searches', used: 1, max: 5, intervalMs: 1_000, source: 'published' },
    ])
    await time.run()
    expect(status()).toEqual([
      {
        ...{ name: 'calls', kind: 'calls', used: 1, max: 190, intervalMs: 10_000 },
        ...{ waitingUntilMs: null, waiting: 0, source: 'header' },
      },
      {
        ...{ name: 'searches', kind: 'searches', used: 1, max: 5, intervalMs: 1_000 },
        ...{ waitingUntilMs: null, waiting: 0, source: 'published' },
      },
    ])
  })

  it('counts what others send on the same account', async () => {
    const time = createSimulatedTime()
    const service = hubspotCounting(time.nowMs)
    for (let at = 0; at < 80; at += 1) service.answer(ordinary)
    const simulation = simulate(hubspot, { answer: service.answer, latencyMs: () => [20, 20] }, time)
    for (let at = 0; at < 120; at += 1) {
      time.at(at * 200, () => void simulation.send(`sync-${at}`, ordinary, 'background'))
    }
    await time.run()
    expect(simulation.log.filter(({ isRefused }) => isRefused)).toEqual([])
    expect(simulation.log).toHaveLength(120)
  })

  it('shows until when everybody waits, and how many do', async () => {
    const simulation = simulate(plain, { answer: inTurn(asked(60_000)) })
    void simulation.send('refused', call, 'background')
    simulation.time.at(1_000, () => sendMany(simulation, 3, 'sync-', 'background'))
    await simulation.time.run(1_000)
    expect(simulation.limiter.status(500_000)).toMatchObject([{ waitingUntilMs: 559_150, waiting: 3 }])
  })

  it('is forgotten for bases that nobody asks for any more', async () => {
    const simulation = simulate(airtable, { answer: () => ({}) })
    for (let at = 0; at < 500; at += 1) {
      simulation.time.at(at * 100, () => void simulation.send(`${at}`, recordsOf(`appA${at}`), 'background'))
    }
    await simulation.time.run()
    expect(simulation.log).toHaveLength(500)
    expect(simulation.limiter.status(0).length).toBeLessThanOrEqual(120)
  })
})

describe('a quota that is spent', () => {
  const daily: RateLimits = { ...plain, quotaOf: ({ method }) => (method === 'GET' ? 'day' : null) }

  it('B7(5): DAILY stops everything that counts for it, what waits as well, until its time', async () => {
    const simulation = simulate(daily, { answer: () => ({}) })
    sendMany(simulation, 20, 'sync-', 'background')
    simulation.time.at(1, () => {
      simulation.quotas.spend({ period: 'day', untilMs: 50_000 }, 20_000)
      simulation.limiter.notice()
    })
    for (const atMs of [2, 15_000, 30_000, 30_001]) {
      simulation.time.at(atMs, () => void simulation.send(`click-${atMs}`, call, 'user'))
    }
    await simulation.time.run()
    const sent = turns(simulation).filter(({ sentMs }) => (sentMs ?? 0) > 0)
    expect(sent.map(({ name }) => name)).toEqual(['click-30001'])
    const stopped = simulation.log.filter(({ error }) => error !== null)
    expect(stopped).toHaveLength(15 + 3)
    for (const { error } of stopped)
      expect(error).toEqual({ kind: 'quota-spent', period: 'day', untilMs: 50_000 })
    expect(simulation.quotas.list()).toEqual([])
  })

  it('lets calls go on that do not count for it', async () => {
    const simulation = simulate(daily, { answer: () => ({}) })
    simulation.quotas.spend({ period: 'day', untilMs: null }, 0)
    void simulation.send('schema', { ...call, method: 'POST' }, 'background')
    void simulation.send('records', call, 'background')
    await simulation.time.run()
    expect(simulation.log).toMatchObject([
      { name: 'records', error: { kind: 'quota-spent', period: 'day', untilMs: null } },
      { name: 'schema', error: null },
    ])
  })

  it('is looked at again after an hour where nobody says until when', () => {
    const simulation = simulate(daily, { answer: () => ({}) })
    simulation.quotas.spend({ period: 'day', untilMs: null }, 0)
    expect(simulation.quotas.list()).toEqual([{ period: 'day', untilMs: null }])
    simulation.time.at(3_600_000, () => undefined)
    return simulation.time.run().then(() => expect(simulation.quotas.of('day')).toBeNull())
  })
})
