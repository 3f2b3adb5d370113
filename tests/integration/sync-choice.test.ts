import { describe, expect, it } from 'vitest'
import { changeChoice } from '../../src/main/sync/change-choice.ts'
import { loadChoiceSchema, type LoadChoice } from '../../src/shared/model/load-choice.ts'
import type { AppError } from '../../src/shared/errors.ts'
import { err, ok } from '../../src/shared/result.ts'
import { valueOf } from '../support/core-in-node.ts'
import { engineAt, nothingKept, truthOf, type Engine, type Kept } from '../support/engine-at.ts'
import { createMadeUpService, madeUpName, type MadeUpFeed } from '../support/made-up-service.ts'

const people = madeUpName('people')
const firms = madeUpName('firms')
const feeds: readonly MadeUpFeed[] = [
  { name: 'people', type: 'contact' },
  { name: 'firms', type: 'company' },
]

function aService(given: readonly MadeUpFeed[] = feeds, rows = 12) {
  const service = createMadeUpService(given)
  for (const { name } of given) for (let id = 0; id < rows; id++) service.put(madeUpName(name), id)
  return service
}

async function choose(engine: Engine, kept: Kept, choice: Partial<LoadChoice>): Promise<void> {
  const { loads, choices, feedLists } = engine.sync
  valueOf(
    await changeChoice(
      { store: engine.store, now: Date.now, choices, feedLists, loads },
      kept.account,
      loadChoiceSchema.parse(choice),
    ),
  )
}

describe('what the user chooses', () => {
  it('to leave out goes at once, and comes back when it is wanted again', async () => {
    const service = aService()
    const kept = nothingKept()
    const engine = engineAt(service, kept)
    await engine.load()
    await choose(engine, kept, { excluded: ['firms'] })
    expect(engine.rows(firms).size).toBe(0)
    expect(engine.rows(people).size).toBe(12)
    service.calls.length = 0
    await engine.load('now')
    expect(service.calls.some((call) => call.startsWith('firms'))).toBe(false)
    await choose(engine, kept, {})
    await engine.load('due')
    expect(engine.rows(firms)).toEqual(truthOf(service, firms))
  })

  it('to leave out goes with the next load too, where a crash kept it from going at once', async () => {
    const service = aService()
    const kept = nothingKept()
    await engineAt(service, kept).load()
    kept.choice = { choice: loadChoiceSchema.parse({ excluded: ['firms'] }), renew: [] }
    const engine = engineAt(service, kept)
    await engine.load('due')
    expect(engine.rows(firms).size).toBe(0)
  })

  it('to leave out of a container has the feeds read in full that may have rows of it', async () => {
    const base = { name: 'base-1', label: 'Base' }
    const service = aService([
      { name: 'schema', type: 'table' },
      { name: 'records', type: 'record', container: base },
      ...feeds,
    ])
    const kept = nothingKept()
    const engine = engineAt(service, kept)
    await engine.load()
    await choose(engine, kept, { excluded: ['base-1'] })
    expect(engine.rows(madeUpName('records')).size).toBe(0)
    service.calls.length = 0
    await engine.load('due')
    expect(service.calls.filter((call) => call.endsWith('full 0 -'))).toEqual([
      'schema full 0 -',
      'people full 0 -',
      'firms full 0 -',
    ])
  })

  it('as properties has the feeds of that type read in full, once, however often that is interrupted', async () => {
    const service = aService()
    const kept = nothingKept()
    const engine = engineAt(service, kept)
    await engine.load()
    await choose(engine, kept, { properties: { contact: ['email'] } })
    service.calls.length = 0
    const offline: AppError = { kind: 'offline' }
    service.onCall = (call) => (call === 'people full 0 5' ? offline : null)
    await engine.load('due')
    service.onCall = () => null
    await engineAt(service, kept).load('due')
    expect(service.calls).toEqual([
      'people full 0 -',
      'people full 0 2',
      'people full 0 5',
      'people full 0 5',
      'people full 0 8',
    ])
    service.calls.length = 0
    const later = engineAt(service, kept)
    await later.load('due')
    await choose(later, kept, { properties: { contact: ['email'] }, everyMinutes: 60 })
    await later.load('due')
    expect(service.calls).toEqual([])
  })

  it('as properties begins anew a run that was interrupted under the choice before', async () => {
    const service = aService()
    const kept = nothingKept()
    service.onCall = (call) => (call === 'people full 0 5' ? { kind: 'offline' } : null)
    const engine = engineAt(service, kept)
    await engine.load()
    await choose(engine, kept, { properties: { contact: ['email'] } })
    service.calls.length = 0
    service.onCall = () => null
    await engine.load('due')
    expect(service.calls[0]).toBe('people full 0 -')
  })
})

describe('a choice that cannot be read', () => {
  it('keeps loads from beginning, and is replaced by the next one, under which all is read again', async () => {
    const service = aService()
    const kept = nothingKept()
    await engineAt(service, kept).load()
    let isReadable = false
    const engine = engineAt(service, kept, {
      records: {
        list: async () => ok([kept.account]),
        get: async () => ok(kept.account),
        readLoadChoice: async () => (isReadable ? ok(kept.choice) : err({ kind: 'vault-unreadable' })),
        writeLoadChoice: async (_account, choice) => {
          kept.choice = choice
          isReadable = true
          return ok(null)
        },
      },
    })
    const start = () => engine.sync.loads.start(kept.account.id, { how: 'now', feed: null })
    expect(await start()).toEqual(err({ kind: 'vault-unreadable' }))
    await choose(engine, kept, { excluded: ['firms'] })
    expect(engine.rows(firms).size).toBe(0)
    service.calls.length = 0
    await engine.load('due')
    expect(service.calls[0]).toBe('people full 0 -')
  })
})

describe('a cap', () => {
  const caps = { contact: 7 }

  it('stops a load there, which takes nothing for gone and is not taken for complete', async () => {
    const service = aService()
    const kept = nothingKept({ caps })
    const engine = engineAt(service, kept)
    await engine.load()
    expect(engine.rows(people).size).toBe(7)
    expect(await engine.streams()).toMatchObject([
      { type: 'contact', state: 'capped', cap: 7, loaded: 7, total: 12, finishedAtMs: null },
      { type: 'company', state: 'done', cap: null, loaded: 12 },
    ])
    expect(service.calls.filter((call) => call.startsWith('people full')).length).toBeLessThan(5)
    expect(engine.reports().find(({ feed }) => feed === people)).toMatchObject({
      outcome: 'capped',
      removed: 0,
    })
    expect((await engineAt(service, kept).streams())[0]?.state).toBe('capped')
  })

  it('lets changes of what is here go on, and nothing new come', async () => {
    const service = aService()
    const kept = nothingKept({ caps })
    const engine = engineAt(service, kept)
    await engine.load()
    service.put(people, 1, 'changed')
    service.put(people, 99, 'new')
    service.remove(people, 2)
    service.calls.length = 0
    await engine.load('now', people)
    expect(service.calls.map((call) => call.split(' ')[1])).toEqual(['changes', 'removals'])
    expect(engine.rows(people).get(1)?.name).toBe('changed')
    expect([...engine.rows(people).keys()]).toEqual([0, 1, 3, 4, 5, 6])
  })

  it('that is raised or taken away lets the load go on', async () => {
    const service = aService()
    const kept = nothingKept({ caps })
    const engine = engineAt(service, kept)
    await engine.load()
    await choose(engine, kept, { caps: { contact: 10 } })
    await engine.load('due')
    expect(engine.rows(people).size).toBe(10)
    expect((await engine.streams())[0]?.state).toBe('capped')
    await choose(engine, kept, {})
    await engine.load('due')
    expect(engine.rows(people)).toEqual(truthOf(service, people))
    expect((await engine.streams())[0]?.state).toBe('done')
  })

  it('that is set lower takes out what was changed longest ago', async () => {
    const service = aService()
    const kept = nothingKept()
    const engine = engineAt(service, kept)
    await engine.load()
    await choose(engine, kept, { caps })
    expect([...engine.rows(people).keys()]).toEqual([5, 6, 7, 8, 9, 10, 11])
    expect((await engineAt(service, kept).streams())[0]?.state).toBe('capped')
    await choose(engine, kept, {})
    await engine.load('due')
    expect(engine.rows(people).size).toBe(12)
  })

  it('that new rows meet makes of a complete feed one that stopped there', async () => {
    const service = aService()
    const kept = nothingKept({ caps: { contact: 12 } })
    const engine = engineAt(service, kept)
    await engine.load()
    expect((await engine.streams())[0]?.state).toBe('done')
    service.put(people, 50)
    await engine.load('now', people)
    expect(engine.rows(people).size).toBe(12)
    expect((await engine.streams())[0]).toMatchObject({ state: 'capped', finishedAtMs: null })
    await choose(engine, kept, {})
    await engine.load('due')
    expect(engine.rows(people)).toEqual(truthOf(service, people))
  })
})
