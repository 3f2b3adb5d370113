import { describe, expect, it } from 'vitest'
import type { AppError } from '../../src/shared/errors.ts'
import { err, ok } from '../../src/shared/result.ts'
import { engineAt, nothingKept, truthOf, type AroundStore, type Engine } from '../support/engine-at.ts'
import { createMadeUpService, madeUpName, type MadeUpService } from '../support/made-up-service.ts'
import { seededRandom } from '../support/made-up-items.ts'

const people = madeUpName('people')
const firms = madeUpName('firms')
const feedNames = [people, firms]

function aService(random: () => number): MadeUpService {
  const service = createMadeUpService([
    { name: 'people', type: 'contact', lanes: 3 },
    { name: 'firms', type: 'company', lanes: 1 },
  ])
  for (let id = 0; id < 50; id++) change(service, random)
  return service
}

/** Somebody adds, changes or deletes something. */
function change(service: MadeUpService, random: () => number): void {
  const feed = feedNames[Math.floor(random() * 2)] ?? people
  const id = Math.floor(random() * 40)
  if (random() < 0.25) service.remove(feed, id)
  else service.put(feed, id, `Row ${id} of ${random()}`)
}

function expectTruth(engine: Engine, service: MadeUpService): void {
  for (const feed of feedNames) expect(engine.rows(feed)).toEqual(truthOf(service, feed))
}

/** A store that dies at its nth call, before or after it took effect, and answers nothing from then on. */
function dyingAt(nth: number, isApplied: boolean): { around: AroundStore; hasDied: () => boolean } {
  let calls = 0
  const gone = err<AppError>({ kind: 'storage-unavailable' })
  return {
    hasDied: () => calls >= nth,
    around: async (_method, ask) => {
      calls++
      if (calls > nth || (calls === nth && !isApplied)) return gone
      const answer = ask()
      return calls === nth ? gone : ok(answer)
    },
  }
}

/** A store that takes its time, and has no room for some pages. */
const moody =
  (random: () => number): AroundStore =>
  async (method, ask) => {
    if (random() < 0.5) await new Promise(setImmediate)
    return method === 'applyPage' && random() < 0.05 ? err({ kind: 'storage-full' }) : ok(ask())
  }

describe('a load that is ended at any place', () => {
  it('by the store, at any call: the next one goes on, and ends as if nothing had been', async () => {
    let isThrough = false
    for (let nth = 1; !isThrough; nth++) {
      for (const isApplied of [false, true]) {
        const service = aService(seededRandom(1))
        const kept = nothingKept()
        const { around, hasDied } = dyingAt(nth, isApplied)
        const first = engineAt(service, kept, { aroundStore: around })
        await first.sync.loads.start(kept.account.id, { how: 'now', feed: null })
        await first.settled()
        isThrough = !hasDied()
        const second = engineAt(service, kept)
        await second.load()
        expectTruth(second, service)
      }
    }
  })

  it('by the user, at any page: nothing is written after it, and no page is asked for twice but the ones under way', async () => {
    const undisturbed = aService(seededRandom(1))
    await engineAt(undisturbed).load()
    const pages = undisturbed.calls.length
    expect(pages).toBeGreaterThan(7)
    for (let nth = 1; nth <= pages; nth++) {
      const service = aService(seededRandom(1))
      const kept = nothingKept()
      let writes = 0
      const first = engineAt(service, kept, {
        aroundStore: async (method, ask) => {
          if (method === 'applyPage') writes++
          return ok(ask())
        },
      })
      const cancelled = new Promise<number>((resolve) => {
        service.onCall = async () => {
          if (service.calls.length === nth) {
            await new Promise(setImmediate)
            void first.sync.loads.cancel(kept.account.id).then(() => resolve(writes))
          }
          return null
        }
      })
      await first.sync.loads.start(kept.account.id, { how: 'now', feed: null })
      const atCancel = await cancelled
      await new Promise(setImmediate)
      expect(writes).toBe(atCancel)
      service.onCall = () => null
      const second = engineAt(service, kept)
      await second.load()
      expectTruth(second, service)
      const full = service.calls.filter((call) => call.includes(' full '))
      const twice = full.length - new Set(full).size
      // Four lanes in all: one call of each may have been on its way.
      expect(twice).toBeLessThanOrEqual(4)
    }
  })
})

describe('whatever happens on the way', () => {
  const seeds = Array.from({ length: Number(process.env['PORTOLAN_SOAK'] ?? 30) }, (_, index) => 500 + index)

  it.each(seeds)(
    'the store ends equal to the service: changes, faults and kills of seed %i',
    async (seed) => {
      const random = seededRandom(seed)
      const service = aService(random)
      const kept = nothingKept()
      const errors: readonly AppError[] = [
        { kind: 'offline' },
        { kind: 'provider-down', status: 503 },
        { kind: 'rate-limited', retryAfterMs: 1 },
        { kind: 'rejected', message: 'cursor', fields: [] },
        { kind: 'unexpected-response', detail: 'odd' },
      ]
      const hows = ['now', 'now', 'now', 'again', 'compare', 'reconnected'] as const
      const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)] as Value
      for (let round = Math.floor(random() * 5); round >= 0; round--) {
        const { around } = dyingAt(1 + Math.floor(random() * 50), random() < 0.5)
        const engine = engineAt(service, kept, {
          aroundStore: pick([around, moody(random), async (_method, ask) => ok(ask())]),
        })
        service.onCall = async () => {
          for (let turns = Math.floor(random() * 4); turns > 0; turns--) await new Promise(setImmediate)
          if (random() < 0.2) change(service, random)
          if (random() < 0.03) void engine.sync.loads.cancel(kept.account.id)
          if (random() < 0.03) throw new Error('a mistake')
          return random() < 0.08 ? pick(errors) : null
        }
        await engine.sync.loads.start(kept.account.id, { how: pick(hows), feed: null })
        if (random() < 0.2) await engine.sync.loads.start(kept.account.id, { how: 'now', feed: people })
        await engine.settled()
      }
      service.onCall = () => null
      const last = engineAt(service, kept)
      // The first one ends what was interrupted, the second one finds what changed meanwhile. No sweep mends a hole.
      await last.load('now')
      await last.load('now')
      expectTruth(last, service)
      expect(kept.store.ask('checkStorage', {}).problems).toEqual([])
    },
  )
})
