import { describe, expect, it } from 'vitest'
import { engineAt, nothingKept, truthOf } from '../support/engine-at.ts'
import { createMadeUpService, madeUpName, type MadeUpFeed } from '../support/made-up-service.ts'

const people = madeUpName('people')
const peopleFeed: MadeUpFeed = { name: 'people', type: 'contact', lanes: 3 }

function aService(
  rows = 20,
  feed: Partial<MadeUpFeed> = {},
  options: Parameters<typeof createMadeUpService>[1] = {},
) {
  const service = createMadeUpService([{ ...peopleFeed, ...feed }], options)
  for (let id = 0; id < rows; id++) service.put(people, id)
  return service
}

describe('what a run did not meet', () => {
  const plain = { lanes: 1, everyMs: { full: 60_000 } }

  it('is gone when all lanes came to their end', async () => {
    const service = aService(12)
    const engine = engineAt(service)
    await engine.load()
    for (const id of [0, 5, 11]) service.remove(people, id)
    await engine.load('compare')
    expect(engine.rows(people)).toEqual(truthOf(service, people))
    expect(engine.reports().at(-1)).toMatchObject({ mode: 'sweep', outcome: 'done', removed: 3 })
  })

  it('is not gone because a list is empty once; only when it is so the second time', async () => {
    const service = aService(12, plain)
    const kept = nothingKept()
    const engine = engineAt(service, kept)
    await engine.load()
    const rows = truthOf(service, people)
    service.lists.get(people)?.clear()
    await engine.load()
    expect(engine.rows(people)).toEqual(rows)
    expect(await engine.streams()).toMatchObject([
      { state: 'failed', error: { kind: 'unexpected-response' }, loaded: 12 },
    ])
    service.calls.length = 0
    await engineAt(service, kept).load()
    expect(service.calls).toEqual(['people full 0 -'])
    expect(engine.rows(people).size).toBe(0)
  })

  it('is not gone when two empty lists have a full one between them', async () => {
    const service = aService(12, plain)
    let nowMs = 1_000_000
    const engine = engineAt(service, nothingKept(), { now: () => (nowMs += 1_000) })
    await engine.load()
    const rows = truthOf(service, people)
    for (const isEmpty of [true, false, true]) {
      service.lists.get(people)?.clear()
      if (!isEmpty) for (const [id, record] of rows) service.lists.get(people)?.set(id, record)
      await engine.load()
    }
    expect(engine.rows(people)).toEqual(rows)
  })

  it('is asked for within a budget, and every row gets its turn', async () => {
    const confirm = { atOnce: 2, atMost: 4 }
    const service = aService(20, {}, { confirm })
    let nowMs = 1_000_000
    const engine = engineAt(service, nothingKept(), { now: () => (nowMs += 1_000) })
    await engine.load()
    const rows = truthOf(service, people)
    const hidden = new Map([...rows].filter(([id]) => id >= 4))
    const list = service.lists.get(people)
    // Rows that the list does not show though they are there: another six are gone.
    service.onCall = (call) => {
      list?.clear()
      for (const [id, record] of rows) if (call.includes('confirm') ? id < 14 : id < 4) list?.set(id, record)
      return null
    }
    list?.clear()
    for (const [id, record] of rows) if (id < 4) list?.set(id, record)
    const asked = new Set<string>()
    for (let round = 0; round < 12; round++) {
      service.calls.length = 0
      await engine.load('compare')
      const questions = service.calls.filter((call) => call.includes('confirm'))
      expect(questions.length).toBeLessThanOrEqual(2)
      for (const id of questions.flatMap((call) => call.split(' ').slice(2))) asked.add(id)
    }
    expect([...asked].map(Number).toSorted((a, b) => a - b)).toEqual([...hidden.keys()])
    expect([...engine.rows(people).keys()]).toEqual(Array.from({ length: 14 }, (_, id) => id))
  })
})
