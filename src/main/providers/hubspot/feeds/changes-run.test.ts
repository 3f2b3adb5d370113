import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadChoiceSchema } from '../../../../shared/model/load-choice.ts'
import { err, ok } from '../../../../shared/result.ts'
import type { FeedContext, FeedStep, LocalRows } from '../../feeds.ts'
import { contextOf, feedOf, nothingStored } from '../../test-support/load-all.ts'
import { hubspot } from '../index.ts'
import { createNumbers } from '../test-support/numbers.ts'
import {
  recordsInMemory,
  type MemoryOptions,
  type MemoryRecord,
  type RecordsInMemory,
} from '../test-support/records-in-memory.ts'

const contact = await feedOf(hubspot, 'contact')
const minuteMs = 60_000
const startMs = Date.UTC(2026, 10, 2, 10)

/** All steps of a look for changes. */
async function look(context: FeedContext, watermark: number | null): Promise<FeedStep[]> {
  const steps: FeedStep[] = []
  let cursor: string | null = null
  do {
    if (steps.length > 1_000) throw new Error('the run does not end')
    const request = {
      ...({ feed: contact, mode: 'changes', lane: 'search' } as const),
      places: () => ({ search: { cursor, isDone: false } }),
      watermark: watermark === null ? null : String(watermark),
    } as const
    const step = await hubspot.feeds.step(context, request)
    if (!step.ok) throw new Error(JSON.stringify(step.error))
    steps.push(step.value)
    cursor = step.value.next
  } while (cursor !== null)
  return steps
}

const idsIn = (steps: readonly FeedStep[]): Set<number> =>
  new Set(steps.flatMap(({ items }) => items.map(({ item }) => Number(item.externalId))))
const watermarkIn = (steps: readonly FeedStep[]): number => Number(steps[0]?.watermark)
const changed = (count: number, atMs: (at: number) => number): MemoryRecord[] =>
  Array.from({ length: count }, (_, at) => ({ id: at === 0 ? 9 : 50 + at, atMs: atMs(at) }))
const memory = (records: readonly MemoryRecord[], options: MemoryOptions = {}): RecordsInMemory =>
  recordsInMemory(records, { nowMs: () => startMs + 60 * minuteMs, ...options })

describe('a look for changes', () => {
  it('that finds nothing is one call', async () => {
    const at = memory(changed(500, () => startMs - 60 * minuteMs))
    const steps = await look(contextOf(at.session), startMs)
    expect(steps.flatMap(({ items }) => items)).toEqual([])
    expect(at.calls).toHaveLength(1)
  })

  it('that finds 200 records is one call too, and begins some minutes before the watermark', async () => {
    const at = memory(changed(200, (n) => startMs - 5 * minuteMs + n))
    expect(idsIn(await look(contextOf(at.session), startMs)).size).toBe(200)
    expect(at.calls).toHaveLength(1)
  })

  it('looks from the beginning where nothing is known', async () => {
    const at = memory(changed(700, (n) => n * 1_000))
    expect(idsIn(await look(contextOf(at.session), null)).size).toBe(700)
  })

  it('leaves a watermark that is a minute before its first reply', async () => {
    const steps = await look(contextOf(memory([]).session), startMs)
    expect(watermarkIn(steps)).toBe(startMs + 59 * minuteMs)
  })

  it('takes the provider’s clock, however wrong that of this computer is before the first reply', async () => {
    let isTold = false
    const at = memory(
      changed(300, () => startMs + 5 * minuteMs),
      {
        beforeAnswer: () => {
          isTold = true
        },
        nowMs: () => (isTold ? startMs + 10 * minuteMs : 0),
      },
    )
    const steps = await look(contextOf(at.session), startMs)
    expect(idsIn(steps).size).toBe(300)
    expect(watermarkIn(steps)).toBe(startMs + 9 * minuteMs)
  })

  it('brings more records than a search can page through that all changed in one millisecond (B7.3)', async () => {
    const at = memory(changed(10_500, () => startMs + 1))
    expect(idsIn(await look(contextOf(at.session), startMs)).size).toBe(10_500)
    // The first page shows that the millisecond has to be read by the ids, and what is after it is looked at too.
    expect(at.calls).toHaveLength(1 + 53 + 1)
  })

  it('brings 12,000 changes of an hour, and cuts the time in which there are too many', async () => {
    const at = memory(changed(12_000, (n) => startMs + n * 299))
    expect(idsIn(await look(contextOf(at.session), startMs)).size).toBe(12_000)
    const lastOfPageMs = startMs + 199 * 299
    const middleMs = lastOfPageMs + Math.floor((startMs + 61 * minuteMs - lastOfPageMs) / 2)
    expect(JSON.stringify(at.calls[1]?.json)).toContain(`"highValue":"${middleMs}"`)
    expect(at.calls.length).toBeLessThan(66)
  })

  it('brings every change, however they are spread (ids 9, 51, 100 are no texts)', async () => {
    // Bulk imports: many records in few milliseconds.
    const bursts = fc.array(
      fc.record({ atMs: fc.integer({ min: 0, max: 3_600_000 }), count: fc.integer({ min: 1, max: 450 }) }),
      { maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(bursts, async (given) => {
        const times = given.flatMap(({ atMs, count }) => Array.from({ length: count }, () => startMs + atMs))
        const at = memory(changed(times.length, (n) => times[n] ?? 0))
        expect(idsIn(await look(contextOf(at.session), startMs)).size).toBe(times.length)
      }),
      { numRuns: 25, seed: 7 },
    )
  })
})

describe('what moves while one looks for changes', () => {
  /** After each answer somebody changes, deletes and creates; the clock goes on. */
  const moving = (count: number, seed: number, lagMs: number) => {
    const clock = { nowMs: startMs + 10 * minuteMs }
    const random = createNumbers(seed)
    const past = new Map<number, { readonly atMs: number; readonly before: MemoryRecord | undefined }[]>()
    const note = (id: number, before: MemoryRecord | undefined): void => {
      past.set(id, [...(past.get(id) ?? []), { atMs: clock.nowMs, before }])
    }
    const at = memory(
      changed(count, (n) => startMs + Math.floor((n / count) * 10 * minuteMs)),
      {
        nowMs: () => clock.nowMs,
        beforeAnswer: () => {
          clock.nowMs += 400
          const live = [...at.records.keys()]
          for (const act of ['change', 'delete', 'change'] as const) {
            const id = live[random(live.length)] ?? 0
            const record = at.records.get(id)
            if (record === undefined) continue
            note(id, record)
            if (act === 'delete') at.records.delete(id)
            else at.records.set(id, { id, atMs: clock.nowMs })
          }
          const id = Math.max(...at.records.keys()) + 1
          note(id, undefined)
          at.records.set(id, { id, atMs: clock.nowMs })
        },
        indexed: () => {
          const sinceMs = clock.nowMs - lagMs
          const ids = new Set([...at.records.keys(), ...past.keys()])
          return [...ids].flatMap((id) => {
            const later = past.get(id)?.find((one) => one.atMs > sinceMs)
            const seen = later === undefined ? at.records.get(id) : later.before
            return seen === undefined ? [] : [seen]
          })
        },
      },
    )
    return { at, clock }
  }

  it.each([0, 30_000])(
    'is brought by this run or the next one, with an index that lags by %i ms',
    async (lagMs) => {
      for (let seed = 1; seed <= 8; seed++) {
        const { at, clock } = moving(1_200, seed, lagMs)
        const first = await look(contextOf(at.session), startMs)
        const quietMs = clock.nowMs
        clock.nowMs += 5 * minuteMs
        const second = await look(contextOf(at.session), watermarkIn(first))
        const times = new Map<string, number>()
        for (const { items } of [...first, ...second]) {
          for (const { item } of items) {
            times.set(item.externalId, Math.max(times.get(item.externalId) ?? 0, item.modifiedAtMs ?? 0))
          }
        }
        const missing = [...at.records.values()].filter(
          ({ id, atMs }) => atMs < quietMs && (times.get(String(id)) ?? 0) < atMs,
        )
        expect(missing, `seed ${seed}`).toEqual([])
      }
    },
  )
})

describe('a search that has to be paged through', () => {
  /** In the index, and not shown: it makes the first page short, and then nobody knows what that passed over. */
  const ghost = { id: 7, atMs: startMs }
  const known = { ...nothingStored, countModified: async () => ok(1_000_000) }
  const withGhost = (options: MemoryOptions) => {
    const at: RecordsInMemory = memory(
      changed(450, (n) => startMs + n * 1_000),
      {
        indexed: () => [ghost, ...at.records.values()],
        shown: (page) => page.filter(({ id }) => id !== ghost.id),
        ...options,
      },
    )
    return at
  }

  it('is asked once more where records left it meanwhile: one may have slipped through', async () => {
    let answers = 0
    const at = withGhost({
      beforeAnswer: () => {
        answers += 1
        if (answers === 2) at.records.set(9, { id: 9, atMs: startMs + 90 * minuteMs })
      },
    })
    expect(idsIn(await look(contextOf(at.session, undefined, known), startMs)).size).toBe(450)
  })

  it('is cut in two where HubSpot refuses the next page, whatever it says', async () => {
    const at = withGhost({})
    const { session } = at
    const refusing: FeedContext['session'] = {
      ...session,
      request: async (call, schema) => {
        const { after, filterGroups } = call.json as { after: string; filterGroups: unknown }
        const isWide = !JSON.stringify(filterGroups).includes('BETWEEN')
        if (isWide && Number(after) > 0) throw new Error('an open search was paged through')
        return Number(after) > 0 && at.calls.length < 4
          ? err({ kind: 'unexpected-response', detail: 'HTTP 400' })
          : session.request(call, schema)
      },
    }
    const steps = await look({ ...contextOf(session, undefined, known), session: refusing }, startMs)
    expect(idsIn(steps).size).toBe(450)
  })
})

describe('a search that gives fewer records than it told of', () => {
  const withStored = (stored: number): LocalRows => ({
    ...nothingStored,
    countModified: async () => ok(stored),
  })
  const forgetful = () =>
    memory(
      changed(100, () => startMs + 1),
      { shown: (page) => page.slice(1) },
    )
  const factsOf = (steps: readonly FeedStep[], name: string) =>
    steps.flatMap(({ facts }) => facts.filter((fact) => fact.name === name)).map(({ value }) => value)

  it('is asked once more, and then what is lacking is noted while the run goes on', async () => {
    const at = forgetful()
    const steps = await look(contextOf(at.session, undefined, withStored(99)), startMs)
    expect(at.calls).toHaveLength(2)
    expect(idsIn(steps).size).toBe(99)
    expect(factsOf(steps, 'gap:contact')).toEqual([
      { fromMs: startMs - 5 * minuteMs, toMs: startMs + 61 * minuteMs, told: 100, stored: 99 },
    ])
  })

  it('is believed where as many are stored, and the note is taken back', async () => {
    const at = forgetful()
    const steps = await look(contextOf(at.session, undefined, withStored(100)), startMs)
    expect(at.calls).toHaveLength(1)
    expect(factsOf(steps, 'gap:contact')).toEqual([null])
  })

  it('says nothing where the user wants only some', async () => {
    const at = forgetful()
    const choice = loadChoiceSchema.parse({ caps: { contact: 10 } })
    const steps = await look({ ...contextOf(at.session, undefined, withStored(10)), choice }, startMs)
    expect(at.calls).toHaveLength(1)
    expect(factsOf(steps, 'gap:contact')).toEqual([null])
  })
})
