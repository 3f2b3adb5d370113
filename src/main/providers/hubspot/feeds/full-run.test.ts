import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ok } from '../../../../shared/result.ts'
import type { LanePlace } from '../../feeds.ts'
import { contextOf, feedOf } from '../../test-support/load-all.ts'
import { hubspot } from '../index.ts'
import { createNumbers } from '../test-support/numbers.ts'
import {
  recordsInMemory,
  type MemoryOptions,
  type MemoryRecord,
  type RecordsInMemory,
} from '../test-support/records-in-memory.ts'

const contact = await feedOf(hubspot, 'contact')
const atMs = Date.UTC(2026, 10, 2)
const recordsOf = (ids: readonly number[]) => ids.map((id) => ({ id, atMs }))
const upTo = (count: number) => Array.from({ length: count }, (_, at) => (at === 0 ? 9 : 50 + at))

interface HandedOver {
  readonly ids: readonly number[]
  /** Where the lanes stood behind this page. */
  readonly places: Readonly<Record<string, LanePlace>>
}

/**
 * Steps both lanes side by side to their ends, as the engine does, and answers the pages in the order in which they
 * were handed over. `rest` is awaited between a step of a lane and its page's turn.
 */
async function runBoth(
  at: RecordsInMemory,
  begun: Readonly<Record<string, LanePlace>> = {},
  {
    stepsEach = Infinity,
    rest = async () => {},
  }: { stepsEach?: number; rest?: (lane: string) => Promise<void> } = {},
): Promise<HandedOver[]> {
  const context = contextOf(at.session)
  const places: Record<string, LanePlace> = { ...begun }
  const pages: HandedOver[] = []
  await Promise.all(
    hubspot.feeds.lanes(contact, 'full').map(async (lane) => {
      places[lane] ??= { cursor: null, isDone: false }
      for (let count = 0; !places[lane].isDone && count < stepsEach; count++) {
        const request = { feed: contact, mode: 'full', lane, places: () => places, watermark: null } as const
        const step = await hubspot.feeds.step(context, request)
        if (!step.ok || count > 500) throw new Error(`${lane} does not end: ${JSON.stringify(step)}`)
        await rest(lane)
        places[lane] = { cursor: step.value.next, isDone: step.value.next === null }
        const ids = step.value.items.map(({ item }) => Number(item.externalId))
        pages.push({ ids, places: { ...places } })
      }
    }),
  )
  return pages
}

const idsIn = (pages: readonly HandedOver[]): number[] => pages.flatMap(({ ids }) => ids)

/** Ids with gaps, of one to five digits: as texts they would stand in another order. */
const someIds = fc
  .uniqueArray(fc.integer({ min: 1, max: 40_000 }), { maxLength: 1_200, size: 'max' })
  .map((ids) => ids.toSorted((one, other) => one - other))

/** Both kinds of calls take as many turns of the event loop, and far more than the work on their answers. */
async function oneLatency(): Promise<void> {
  for (let turns = 0; turns < 40; turns++) await nextTurn()
}

describe('the two lanes of a full run', () => {
  it('bring every record once, in whatever order the answers come', async () => {
    await fc.assert(
      fc.asyncProperty(someIds, fc.scheduler(), async (ids, scheduler) => {
        const at = recordsInMemory(recordsOf(ids), {
          beforeAnswer: () => scheduler.schedule(Promise.resolve()),
        })
        const run = runBoth(at)
        await scheduler.waitFor(run)
        // Each once: what both lanes met, the later one leaves out.
        expect(idsIn(await run).toSorted((one, other) => one - other)).toEqual(ids)
      }),
      { numRuns: 25, seed: 5 },
    )
  })

  it('bring every record that is there all along, whoever creates and deletes others meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(someIds, fc.nat(), fc.scheduler(), async (ids, seed, scheduler) => {
        const number = createNumbers(seed)
        const at = recordsInMemory(recordsOf(ids), {
          beforeAnswer: async () => {
            await scheduler.schedule(Promise.resolve())
            const live = [...at.records.keys()]
            for (let deletes = number(4); deletes > 0; deletes--) {
              at.records.delete(live[number(live.length)] ?? 0)
            }
            for (let creates = number(3); creates > 0; creates--) {
              const id = Math.max(40_000, ...at.records.keys()) + 1
              at.records.set(id, { id, atMs })
            }
          },
        })
        const run = runBoth(at)
        await scheduler.waitFor(run)
        const met = new Set(idsIn(await run))
        expect(ids.filter((id) => at.records.has(id) && !met.has(id))).toEqual([])
      }),
      { numRuns: 25, seed: 6 },
    )
  })

  it('need little more than half the calls of a list alone', async () => {
    const at = recordsInMemory(recordsOf(upTo(6_000)), { beforeAnswer: oneLatency })
    await runBoth(at)
    // 60 pages of a list would be it; search brings two of them at once.
    expect(at.calls.length).toBeLessThanOrEqual(20 + 20 + 4)
  })

  it('go on where they stood after a restart, and bring the rest', async () => {
    const at = recordsInMemory(recordsOf(upTo(3_000)), { beforeAnswer: oneLatency })
    const before = await runBoth(at, {}, { stepsEach: 3 })
    at.calls.length = 0
    const after = await runBoth(at, before.at(-1)?.places)
    expect(new Set([...idsIn(before), ...idsIn(after)])).toEqual(new Set(upTo(3_000)))
    expect(at.calls.length).toBeLessThanOrEqual(18)
  })

  it('lose nothing by a kill behind any page, however long pages wait for their turn', async () => {
    for (let seed = 1; seed <= 30; seed++) {
      const number = createNumbers(seed)
      const all = upTo(seed % 3 === 0 ? 40 + number(60) : 300 + number(500))
      const turns = async (count: number): Promise<void> => {
        for (let turn = count; turn > 0; turn--) await nextTurn()
      }
      const at = recordsInMemory(recordsOf(all), { beforeAnswer: () => turns(number(6)) })
      // Now the pages of the one lane wait longer, and now those of the other.
      const slow = seed % 2 === 0 ? 'list' : 'search'
      const slowTurns = seed % 4 < 2 ? 30 : 300
      const pages = await runBoth(at, {}, { rest: (lane) => turns(lane === slow ? slowTurns : number(4)) })
      for (const [kept, page] of pages.entries()) {
        const stored = pages.slice(0, kept + 1)
        const after = await runBoth(at, page.places)
        expect(new Set([...idsIn(stored), ...idsIn(after)]), `seed ${seed}, page ${kept}`).toEqual(
          new Set(all),
        )
      }
    }
  })
})

describe('the list goes on to its end', () => {
  const ids = upTo(2_000)
  const complete = async (options: MemoryOptions) => {
    const at = recordsInMemory(recordsOf(ids), { beforeAnswer: nextTurn, ...options })
    expect(new Set(idsIn(await runBoth(at)))).toEqual(new Set(ids))
    return at.calls.filter(({ method }) => method === 'GET').length
  }

  it('when it does not go by the ids', async () => {
    const pages = await complete({ listed: (all) => [...all.slice(1_000), ...all.slice(0, 1_000)] })
    expect(pages).toBe(20)
  })

  it('when a record stands at its end that search should have told of', async () => {
    const late = 70
    const listed = (all: readonly number[]) => [...all.filter((id) => id !== late), late]
    await complete({ listed })
  })

  it.each([
    ['nothing', () => []],
    ['every other record', () => recordsOf(ids.filter((id) => id % 2 === 0))],
  ])('when search knows %s', async (_what, indexed) => {
    expect(await complete({ indexed })).toBe(20)
  })

  it('when it does not go by the ids in a way that no counting shows', async () => {
    // Of each page the last but one stands at the end of the list, and some higher id in its place.
    const listed = (all: readonly number[]) => {
      const low = all.slice(0, -100)
      const late = low.filter((_, at) => at % 100 === 98)
      const high = all.slice(-100)
      const pages = low.map((id, at) => (at % 100 === 98 ? (high.pop() ?? id) : id))
      return [...pages, ...high, ...late]
    }
    for (let count = 1_000; count <= 1_500; count += 50) {
      const at = recordsInMemory(recordsOf(upTo(count)), { beforeAnswer: nextTurn, listed })
      expect(new Set(idsIn(await runBoth(at))), `${count} records`).toEqual(new Set(upTo(count)))
    }
  })

  it.each([
    ['nothing in its pages', () => []],
    [
      'not all in a page that leads on',
      (page: readonly MemoryRecord[]) => page.slice(page.length === 200 ? 1 : 0),
    ],
    ['not all in the last page', (page: readonly MemoryRecord[]) => page.slice(page.length < 200 ? 1 : 0)],
  ])('when search gives %s', async (_what, shown) => {
    for (const count of [150, 390, 2_000]) {
      const at = recordsInMemory(recordsOf(upTo(count)), { beforeAnswer: nextTurn, shown })
      expect(new Set(idsIn(await runBoth(at))), `${count} records`).toEqual(new Set(upTo(count)))
    }
  })

  it('as soon as the index has caught up, and not before', async () => {
    // Deleted long ago, and search still counts them until the list has some pages more.
    const stale = recordsOf([30, 31, 32])
    let answers = 0
    const at = recordsInMemory(recordsOf(upTo(6_000)), {
      beforeAnswer: () => {
        answers += 1
      },
      indexed: () => [...at.records.values(), ...(answers < 45 ? stale : [])],
    })
    expect(new Set(idsIn(await runBoth(at))).size).toBeGreaterThanOrEqual(6_000)
    expect(at.calls.filter(({ method }) => method === 'GET').length).toBeLessThan(50)
  })
})

describe('a full run', () => {
  it('tells the total that search told, and a watermark a minute before the first reply', async () => {
    const at = recordsInMemory(recordsOf(upTo(500)), { nowMs: () => 1_000_000 })
    const context = contextOf(at.session)
    const step = (lane: string) =>
      hubspot.feeds.step(context, { feed: contact, mode: 'full', lane, places: () => ({}), watermark: null })
    expect(await step('search')).toMatchObject(ok({ watermark: '940000' }))
    expect(await step('list')).toMatchObject(ok({ watermark: '940000', total: 500 }))
  })

  it.each([
    ['list', 'search'],
    ['search', 'list'],
  ])('says once what it knows, though %s and %s end before either is stored', async (first, last) => {
    const at = recordsInMemory(recordsOf(upTo(90)), { nowMs: () => 1_000_000 })
    const context = contextOf(at.session)
    const factsOf = async (lane: string): Promise<string[]> => {
      const request = { feed: contact, mode: 'full', lane, places: () => ({}), watermark: null } as const
      const step = await hubspot.feeds.step(context, request)
      return step.ok ? step.value.facts.map(({ name }) => name) : []
    }
    const early = await factsOf(first)
    expect(early).not.toContain('whole:contact')
    expect(await factsOf(last)).toEqual(expect.arrayContaining(['known:contact', 'whole:contact']))
  })
})
