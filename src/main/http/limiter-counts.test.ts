import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rateLimits as airtable } from '../providers/airtable/limits.ts'
import { rateLimits as hubspot } from '../providers/hubspot/limits.ts'
import { rateLimits as notion } from '../providers/notion/limits.ts'
import type { LimitedCall, RateLimits } from '../providers/rate-limits.ts'
import type { Priority } from './rate-bucket.ts'
import {
  airtableCounting,
  associationRead,
  hubspotCounting,
  notionCounting,
  notionSearch,
  ordinary,
  recordsOf,
  search,
  type CountingService,
} from './test-support/counting-services.ts'
import { simulate, type SimulatedCall } from './test-support/simulated-service.ts'
import { createSimulatedTime, type SimulatedTime } from './test-support/simulated-time.ts'

interface Arrival {
  readonly afterMs: number
  readonly call: LimitedCall
  readonly priority: Priority
}

interface Way {
  readonly floorMs: number
  readonly there: number
  /** By how much of the floor each call takes longer, a tenth at most: what the latency credit is good for. */
  readonly variations: readonly number[]
}

const way: fc.Arbitrary<Way> = fc.record({
  floorMs: fc.integer({ min: 0, max: 800 }),
  there: fc.double({ min: 0, max: 1, noNaN: true }),
  variations: fc.array(fc.double({ min: 0, max: 0.05, noNaN: true }), { minLength: 1, maxLength: 60 }),
})

function arrivals(calls: readonly LimitedCall[], least: number): fc.Arbitrary<Arrival[]> {
  const arrival = fc.record({
    afterMs: fc.oneof(
      { weight: 12, arbitrary: fc.constant(0) },
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 150 }) },
      { weight: 1, arbitrary: fc.integer({ min: 1_000, max: 12_000 }) },
    ),
    call: fc.constantFrom(...calls),
    priority: fc.constantFrom<Priority[]>('user', 'background', 'background'),
  })
  return fc.array(arrival, { minLength: least, maxLength: least * 2, size: 'max' })
}

/** Sends every call when it arrives, and answers what became of them. */
async function play(
  rateLimits: RateLimits,
  counting: (nowMs: () => number) => CountingService,
  given: readonly Arrival[],
  { floorMs, there, variations }: Way,
): Promise<{ log: readonly SimulatedCall[]; service: CountingService; time: SimulatedTime }> {
  const time = createSimulatedTime()
  const service = counting(time.nowMs)
  let next = 0
  const varied = (): number => 1 + (variations[(next += 1) % variations.length] ?? 0)
  const latencyMs = () => [floorMs * there * varied(), floorMs * (1 - there) * varied()] as const
  const simulation = simulate(rateLimits, { answer: service.answer, latencyMs }, time)
  let atMs = 0
  for (const [at, { afterMs, call, priority }] of given.entries()) {
    atMs += afterMs
    time.at(atMs, () => void simulation.send(String(at), call, priority))
  }
  await time.run()
  return { log: simulation.log, service, time }
}

/** Nothing refused, nothing lost, and the user's calls in the order in which they came, class by class. */
function expectKept(given: readonly Arrival[], log: readonly SimulatedCall[]): void {
  expect(log.filter(({ isRefused }) => isRefused)).toEqual([])
  expect(log).toHaveLength(given.length)
  for (const { priority, error, enteredMs, doneMs } of log) {
    if (error === null) continue
    expect([priority, error.kind]).toEqual(['user', 'rate-limited'])
    expect(doneMs - enteredMs).toBeLessThanOrEqual(15_000)
  }
  const sent = log.filter(({ sentMs, priority }) => sentMs !== null && priority === 'user')
  for (const call of new Set(given.map((one) => one.call))) {
    const own = sent.filter(({ name }) => given[Number(name)]?.call === call)
    const turns = own.toSorted((a, b) => Number(a.name) - Number(b.name)).map(({ sentMs }) => sentMs)
    expect(turns).toEqual(turns.toSorted((a, b) => (a ?? 0) - (b ?? 0)))
  }
}

/** The most that fell into any stretch of a window. */
function mostIn(windowMs: number, times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((ms) => ms >= from && ms < from + windowMs).length))
}

const few = { numRuns: 25, seed: 20_261_128 }

describe('the calls of an account', () => {
  it('B7(5): never exceed 110 (100, 190, 250) in ten seconds, nor 5 searches a second, whatever arrives when', async () => {
    await fc.assert(
      fc.asyncProperty(
        arrivals([ordinary, ordinary, ordinary, search, associationRead], 180),
        way,
        fc.constantFrom(100, 110, 190, 250),
        async (given, on, tenSecondlyMax) => {
          const counting = (nowMs: () => number) => hubspotCounting(nowMs, { tenSecondlyMax })
          const { log, service } = await play(hubspot, counting, given, on)
          expectKept(given, log)
          const timesOf = (call: LimitedCall) =>
            service.counted.filter((one) => one.call === call).map(({ atMs }) => atMs)
          expect(mostIn(10_000, timesOf(ordinary))).toBeLessThanOrEqual(tenSecondlyMax)
          expect(mostIn(1_000, timesOf(search))).toBeLessThanOrEqual(5)
        },
      ),
      few,
    )
  })

  it('never exceed what Notion counts by the minute', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals([notionSearch], 200), way, async (given, on) => {
        expectKept(given, (await play(notion, notionCounting, given, on)).log)
      }),
      few,
    )
  })

  it('never exceed what Airtable counts by base and by user, which would cost half a minute', async () => {
    const bases = Array.from({ length: 14 }, (_, at) => recordsOf(`appAAAAAAAAAAAA${at + 10}`))
    await fc.assert(
      fc.asyncProperty(arrivals(bases, 150), way, async (given, on) => {
        expectKept(given, (await play(airtable, airtableCounting, given, on)).log)
      }),
      few,
    )
  })
})

interface Rate {
  readonly perSecond: number
  readonly refusals: number
}

/** What so many chains of background calls reach in the long run, each sending when its last call is over. */
async function rateOf(
  rateLimits: RateLimits,
  counting: (nowMs: () => number) => CountingService,
  call: LimitedCall,
  chains: number,
  windowMs: number,
): Promise<Rate> {
  const time = createSimulatedTime()
  const service = counting(time.nowMs)
  const simulation = simulate(rateLimits, { answer: service.answer, latencyMs: () => [145, 5] }, time)
  const endMs = 8 * windowMs
  const send = async (): Promise<void> => {
    while (time.nowMs() < endMs) await simulation.send('page', call, 'background')
  }
  for (let chain = 0; chain < chains; chain += 1) void send()
  await time.run(endMs)
  const counted = service.counted.filter(({ atMs }) => atMs >= endMs / 2 && atMs < endMs)
  return {
    perSecond: counted.length / (endMs / 2_000),
    refusals: simulation.log.filter(({ isRefused }) => isRefused).length,
  }
}

describe('background work at 150 ms latency', () => {
  it.each([
    ['HubSpot lets through: 110 calls in ten seconds', hubspot, hubspotCounting, ordinary, 11, 10_000],
    ['HubSpot lets through: 5 searches a second', hubspot, hubspotCounting, search, 5, 10_000],
    ['Notion lets through: 180 calls a minute', notion, notionCounting, notionSearch, 3, 60_000],
  ] as const)(
    'reaches nineteen twentieths of what %s, by one chain or by eight',
    async (_what, rateLimits, counting, call, publishedPerSecond, windowMs) => {
      for (const chains of [1, 2, 8]) {
        const rate = await rateOf(rateLimits, counting, call, chains, windowMs)
        const possible = Math.min(publishedPerSecond, chains / 0.15)
        expect(rate.refusals).toBe(0)
        expect(rate.perSecond / possible).toBeGreaterThanOrEqual(0.95)
        expect(rate.perSecond).toBeLessThanOrEqual(publishedPerSecond)
      }
    },
  )

  it('takes four of the five calls a second that Airtable gives a base, and leaves one', async () => {
    const rate = await rateOf(airtable, airtableCounting, recordsOf('appAAAAAAAAAAAAAA'), 8, 10_000)
    expect(rate.refusals).toBe(0)
    expect(rate.perSecond).toBeGreaterThanOrEqual(0.95 * 4)
    expect(rate.perSecond).toBeLessThanOrEqual(4)
  })
})
