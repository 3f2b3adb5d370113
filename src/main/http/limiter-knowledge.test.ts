import { describe, expect, it } from 'vitest'
import { limitStatusSchema } from '../../shared/model/limit-status.ts'
import { rateLimits as airtable } from '../providers/airtable/limits.ts'
import { rateLimits as hubspot } from '../providers/hubspot/limits.ts'
import type { RateLimits } from '../providers/rate-limits.ts'
import { hubspotCounting, ordinary, recordsOf, search } from './test-support/counting-services.ts'
import { asked, call, inTurn, plain, sendMany, turns } from './test-support/plain-limits.ts'
import { simulate } from './test-support/simulated-service.ts'
import { createSimulatedTime } from './test-support/simulated-time.ts'

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
    simulation.time.at(1, () => simulation.quotas.spend({ period: 'day', untilMs: 50_000 }, 20_000))
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
    // The same time however often it is looked at.
    for (const atMs of [0, 60_000]) {
      simulation.time.at(atMs, () =>
        expect(simulation.quotas.list()).toEqual([{ period: 'day', untilMs: 3_600_000 }]),
      )
    }
    simulation.time.at(3_600_000, () => undefined)
    return simulation.time.run().then(() => expect(simulation.quotas.of('day')).toBeNull())
  })
})
