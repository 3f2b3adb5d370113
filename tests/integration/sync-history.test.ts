import { describe, expect, it } from 'vitest'
import type { AppError } from '../../src/shared/errors.ts'
import { ok } from '../../src/shared/result.ts'
import { createDeferred } from '../support/deferred.ts'
import { engineAt, nothingKept, truthOf } from '../support/engine-at.ts'
import { createMadeUpService, madeUpName, type MadeUpFeed } from '../support/made-up-service.ts'

const offline: AppError = { kind: 'offline' }
const people = madeUpName('people')
const firms = madeUpName('firms')
const both: readonly MadeUpFeed[] = [
  { name: 'people', type: 'contact' },
  { name: 'firms', type: 'company' },
]

function aService(feeds: readonly MadeUpFeed[] = both, rows = 7) {
  const service = createMadeUpService(feeds)
  for (const { name } of feeds) for (let id = 0; id < rows; id++) service.put(madeUpName(name), id)
  return service
}

describe('the history', () => {
  it('tells every run with what it did and what it took', async () => {
    const service = aService()
    const engine = engineAt(service)
    await engine.load()
    service.put(people, 1)
    service.put(people, 90)
    service.remove(people, 2)
    await engine.load('now', people)
    expect(engine.reports().filter(({ feed }) => feed === people)).toMatchObject([
      { mode: 'full', outcome: 'done', added: 7, changed: 0, removed: 0, calls: 3, error: null },
      { mode: 'changes', outcome: 'done', added: 1, changed: 1, removed: 0, calls: 1 },
      { mode: 'removals', outcome: 'done', added: 0, changed: 0, removed: 1, calls: 1 },
    ])
  })

  it('tells a failure with its reference, which the log has, and a stop as a stop', async () => {
    const service = aService()
    const kept = nothingKept()
    const engine = engineAt(service, kept)
    service.onCall = (call) => {
      if (call === 'firms full 0 2') void engine.sync.loads.cancel(kept.account.id)
      return call.startsWith('people') ? offline : null
    }
    await engine.load()
    const [failed, stopped] = engine.reports()
    expect(failed).toMatchObject({ feed: people, outcome: 'failed', error: offline })
    expect(stopped).toMatchObject({
      feed: firms,
      outcome: 'cancelled',
      added: 3,
      error: null,
      reference: null,
    })
    expect(engine.lines.join('\n')).toContain(failed?.reference)
    expect((await engine.streams())[0]?.reference).toBe(failed?.reference)
  })

  it('does not tell again and again that nothing was new, unless somebody asked', async () => {
    const service = aService([both[0]!])
    let nowMs = 1_000_000
    const engine = engineAt(service, nothingKept(), { now: () => nowMs })
    await engine.load()
    for (let look = 0; look < 5; look++) {
      nowMs += 16 * 60_000
      await engine.load('due')
    }
    const quiet = () => engine.reports().filter(({ mode }) => mode === 'changes').length
    expect(quiet()).toBe(1)
    await engine.load('now')
    await engine.load('now')
    expect(quiet()).toBe(3)
    service.put(people, 1)
    nowMs += 16 * 60_000
    await engine.load('due')
    expect(quiet()).toBe(4)
  })
})

describe('the status', () => {
  it('costs one call to the store, and none to the vault, while a load runs', async () => {
    const service = aService()
    const kept = nothingKept()
    let stored = 0
    let isCounting = false
    const engine = engineAt(service, kept, {
      aroundStore: async (_method, ask) => {
        if (isCounting) stored++
        return ok(ask())
      },
    })
    await engine.streams()
    const gate = createDeferred<null>()
    service.onCall = async (call) => (call.endsWith(' 5') ? gate.promise : null)
    const loading = engine.load()
    await expect.poll(() => service.calls.filter((call) => call.endsWith(' 5')).length).toBe(2)
    await engine.streams()
    isCounting = true
    for (let asked = 0; asked < 10; asked++) await engine.streams()
    expect(stored).toBe(10)
    isCounting = false
    expect(await engine.streams()).toMatchObject([
      { state: 'loading', mode: 'full', loaded: 6, total: 7 },
      { state: 'loading', mode: 'full', loaded: 6, total: 7 },
    ])
    gate.resolve(null)
    await loading
  })

  it('says what waits, what is left out, and when what is looked at next', async () => {
    const service = aService([
      ...both,
      { name: 'links', type: 'deal', after: ['people'] },
      { name: 'extra', type: 'record', isOptIn: true },
    ])
    let nowMs = 5_000_000
    const engine = engineAt(service, nothingKept({ excluded: ['firms'], everyMinutes: 30 }), {
      now: () => nowMs,
    })
    engine.sync.schedule.begin()
    const gate = createDeferred<null>()
    service.onCall = async (call) => (call.endsWith(' 5') ? gate.promise : null)
    const loading = engine.load()
    await expect.poll(() => service.calls).toContain('people full 0 5')
    const states = async () => (await engine.streams()).map(({ state }) => state)
    expect(await states()).toEqual(['loading', 'left-out', 'waiting', 'left-out'])
    gate.resolve(null)
    await loading
    expect(await states()).toEqual(['done', 'left-out', 'done', 'left-out'])
    nowMs += 1_000
    const [first, second] = await engine.streams()
    expect(first?.nextAtMs).toBe(5_000_000 + 30 * 60_000)
    expect(second?.nextAtMs).toBeNull()
    engine.sync.schedule.stop()
  })

  it('after a start, says what the store knows', async () => {
    const service = aService()
    const kept = nothingKept()
    service.onCall = (call) => (call === 'people full 0 2' ? offline : null)
    await engineAt(service, kept).load()
    expect(await engineAt(service, kept).streams()).toMatchObject([
      { state: 'interrupted', loaded: 3, finishedAtMs: null, mode: 'full' },
      { state: 'done', loaded: 7, finishedAtMs: expect.any(Number) },
    ])
    expect(truthOf(service, people).size).toBe(7)
  })
})
